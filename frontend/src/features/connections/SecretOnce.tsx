import { Button } from 'antd'
import { useRef, useState } from 'react'
import { TextField } from '@/components/Field'
import { connectionsWords } from '@/i18n/connections'
import { useWords } from '@/i18n/words'

/** Something to be handed on as it is. */
export function Copied({ label, value }: { label: string; value: string }) {
  const words = useWords(connectionsWords)
  const field = useRef<HTMLInputElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    field.current?.select() // where a page may not write to the clipboard, Ctrl+C still does
    await navigator.clipboard.writeText(value)
    setCopied(true)
  }
  return (
    <TextField
      ref={field}
      label={label}
      readOnly
      value={value}
      spellCheck={false}
      autoComplete="off"
      onFocus={(event) => event.target.select()}
      after={
        <Button aria-label={`${words.copy}: ${label}`} onClick={() => void copy()}>
          {copied ? words.copied : words.copy}
        </Button>
      }
    />
  )
}

/** A secret that nobody can read again once this is closed. */
export function SecretOnce({ label, value, hint, id }: { label: string; value: string; hint: string; id?: string }) {
  const words = useWords(connectionsWords)
  return (
    <div className="stack">
      <p role="status">
        <strong>{hint}</strong>
      </p>
      {id !== undefined && <Copied label={words.clientId} value={id} />}
      <Copied label={label} value={value} />
    </div>
  )
}
