import { Button } from 'antd'
import { useRef, useState } from 'react'
import { Dialog } from '@/components/Dialog'
import { TextField } from '@/components/Field'
import { secretWords } from '@/i18n/secrets'
import { useWords } from '@/i18n/words'

interface Told {
  label: string
  value: string
}

interface SecretDialogProps {
  title: string
  /** That it is shown this once, and what to do with it. */
  hint: string
  secret: Told
  /** What is handed on beside it and is no secret. */
  id?: Told
  onClose: () => void
}

/** A secret that nobody can read again once this is closed: the one way out says that it was kept. */
export function SecretDialog({ title, hint, secret, id, onClose }: SecretDialogProps) {
  const words = useWords(secretWords)
  return (
    <Dialog
      title={title}
      onClose={onClose}
      ownWayOut
      width={640}
      actions={
        <Button type="primary" onClick={onClose}>
          {words.kept}
        </Button>
      }
    >
      <div className="stack">
        <p role="status">
          <strong>{hint}</strong>
        </p>
        {id !== undefined && <Copied {...id} />}
        <Copied {...secret} />
      </div>
    </Dialog>
  )
}

/** Something to be handed on as it is. */
export function Copied({ label, value }: Told) {
  const words = useWords(secretWords)
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
