import { useEffect, useLayoutEffect, useRef, type ReactNode } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import styles from './PageHeader.module.css'

interface PageHeaderProps {
  /** Names the work, not the person. Also the title of the browser tab. */
  title: string
  /** Status, deadline and other facts under the title. */
  facts?: ReactNode
  actions?: ReactNode
}

/** The one h1 of a page. It takes the focus after navigation, so that keyboard and screen reader start at the top. */
export function PageHeader({ title, facts, actions }: PageHeaderProps) {
  const words = useWords(commonWords)
  const heading = useRef<HTMLHeadingElement>(null)
  // with the layout: it is also done again when a page that was hidden while something loaded comes back
  useLayoutEffect(() => {
    const active = document.activeElement
    // a field that asked for the focus keeps it, and so does a dialog over the page
    if (active === null || active === document.body || active instanceof HTMLAnchorElement) heading.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    document.title = `${title} · ${words.productShort}`
  }, [title, words])
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {facts !== undefined && <div className={styles.facts}>{facts}</div>}
    </header>
  )
}
