import { useEffect, useRef, useState } from 'react'
import { accountsWords } from '@/i18n/accounts'
import { useWords } from '@/i18n/words'
import styles from './factor.module.css'

/** Shown this once: to print, to copy, and only then to go on. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const words = useWords(accountsWords)
  const [copied, setCopied] = useState(false)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const copy = async () => {
    await navigator.clipboard.writeText(codes.join('\n'))
    setCopied(true)
  }
  return (
    <section className={`${styles.steps ?? ''} ${styles.onPaper ?? ''}`}>
      <h3 ref={heading} tabIndex={-1}>
        {words.codesTitle}
      </h3>
      <p>{words.codesIntro}</p>
      <ol className={styles.codes} aria-label={words.codesList}>
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <div className="row" data-screen-only>
        <button type="button" className="button" onClick={() => void copy()}>
          {words.copy}
        </button>
        <button type="button" className="button" onClick={() => globalThis.print()}>
          {words.print}
        </button>
        <span role="status" className="secondary">
          {copied && words.copied}
        </span>
      </div>
      <button type="button" className="button button--primary button--large button--block" data-screen-only onClick={onKept}>
        {words.codesKept}
      </button>
    </section>
  )
}
