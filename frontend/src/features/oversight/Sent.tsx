import { Button } from 'antd'
import { Copy } from 'lucide-react'
import { useRef, useState } from 'react'
import type { ReminderResult } from '@/api/types.gen'
import { DownloadButton } from '@/components/DownloadButton'
import { TextAreaField } from '@/components/Field'
import { urgingWords } from '@/i18n/urging'
import { useWords } from '@/i18n/words'

/** What was sent, as text to paste elsewhere and as letters. */
export function Sent({ sent }: { sent: ReminderResult }) {
  const words = useWords(urgingWords)
  const [said, setSaid] = useState('')
  const area = useRef<HTMLDivElement>(null)
  const text = sent.items.map((item) => item.text).join('\n\n')
  const copy = async () => {
    area.current?.querySelector('textarea')?.select() // where a page may not write to the clipboard, Ctrl+C still does
    await navigator.clipboard.writeText(text)
    setSaid(words.copied)
  }
  return (
    <div className="stack">
      <p>{words.sentHint}</p>
      <div ref={area}>
        <TextAreaField label={words.paste} rows={8} readOnly value={text} />
      </div>
      <div className="row">
        <Button onClick={() => void copy()}>
          <Copy size={16} aria-hidden /> {words.copy}
        </Button>
        <span role="status">{said}</span>
      </div>
      <div className="row">
        {sent.id !== null &&
          sent.letters.map((wording) => (
            <DownloadButton key={wording} path={`/api/v1/reminders/${sent.id}/letter`} query={{ wording }} format="docx" fileName="Cong-van-don-doc.docx" label={words.letters[wording]} />
          ))}
      </div>
    </div>
  )
}
