import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listEvidenceOptions } from '@/api/@tanstack/react-query.gen'
import type { LineRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import files from '@/components/Files.module.css'
import { QueryState } from '@/components/QueryState'
import { ScanMark } from '@/components/Scan'
import { isOpen } from '@/components/use-document'
import { commonWords } from '@/i18n/common'
import { evidenceWords } from '@/i18n/evidence'
import { useWords } from '@/i18n/words'
import { formatSize } from '@/lib/format'
import { matches } from '@/lib/search'
import { useMe } from '@/lib/session/access'

/** The unit's documents, to be used for one more line. */
export function LibraryDialog({ line, onClose, onChoose }: { line: LineRead; onClose: () => void; onChoose: (id: string) => void }) {
  const words = useWords(evidenceWords)
  const common = useWords(commonWords)
  const me = useMe()
  const [text, setText] = useState('')
  const query = useQuery(listEvidenceOptions({ query: { unit: me.membership.unit.id, limit: 200 } }))
  return (
    <Dialog title={words.libraryTitle} onClose={onClose} width={640}>
      <input className="input" type="search" aria-label={common.table.search} placeholder={common.table.search} value={text} onChange={(event) => setText(event.target.value)} />
      <QueryState query={query}>
        {({ items }) => {
          const found = items.filter((document) => matches(`${document.title} ${document.document_number ?? ''}`, text))
          if (found.length === 0) return <p className="secondary">{items.length === 0 ? words.libraryEmpty : words.libraryNone(text)}</p>
          return (
            <ul className={files.files}>
              {found.map((document) => (
                <li key={document.id}>
                  <span className={files.fileText}>
                    <span>{document.title}</span>
                    <span className="secondary small">{[document.document_number, formatSize(document.size), words.usedLines(document.link_count)].filter(Boolean).join(' · ')}</span>
                  </span>
                  {!isOpen(document.scan_state) && <ScanMark state={document.scan_state} />}
                  {document.scan_state === 'infected' || document.scan_state === 'failed' ? null : line.evidence_ids.includes(document.id) ? (
                    <span className="secondary small">{words.chosen}</span>
                  ) : (
                    <Button size="small" onClick={() => onChoose(document.id)}>
                      {words.choose}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }}
      </QueryState>
    </Dialog>
  )
}
