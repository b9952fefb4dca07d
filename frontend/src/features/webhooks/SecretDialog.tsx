import { Button } from 'antd'
import { useState } from 'react'
import { Dialog } from '@/components/Dialog'
import { TextField } from '@/components/Field'
import { webhookWords } from '@/i18n/webhooks'
import { useWords } from '@/i18n/words'

/** The secret, this once. */
export function SecretDialog({ secret, onClose }: { secret: string; onClose: () => void }) {
  const words = useWords(webhookWords)
  const [copied, setCopied] = useState(false)
  return (
    <Dialog
      title={words.newSecret}
      onClose={onClose}
      width={560}
      actions={
        <Button type="primary" onClick={onClose}>
          {words.stored}
        </Button>
      }
    >
      <div className="stack">
        <p>{words.secretOnce}</p>
        <TextField label={words.secret} value={secret} readOnly autoComplete="off" onFocus={({ target }) => target.select()} />
        <div className="row">
          <Button onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}>{words.copy}</Button>
          <span role="status">{copied && words.copied}</span>
        </div>
      </div>
    </Dialog>
  )
}
