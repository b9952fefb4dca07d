import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Copy } from 'lucide-react'
import { useState } from 'react'
import { getEvidenceFindingsOptions } from '@/api/@tanstack/react-query.gen'
import { dismissLikeness } from '@/api/sdk.gen'
import type { LikenessRead } from '@/api/types.gen'
import { textsWords } from '@/i18n/texts'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import { AppLink } from './AppLink'
import { Dialog } from './Dialog'
import { ErrorState } from './ErrorState'
import { TextAreaField } from './Field'
import { Mark } from './Status'

const WHILE_READING_MS = 2000

/** Says that a document is like one that was there before. */
export function AlikeMark() {
  const words = useWords(textsWords)
  return <Mark icon={Copy} colour="amber" fill>{words.alike}</Mark>
}

/** What a job has found in a document, asked for again while it is still reading. */
export function useFindings(id: string) {
  return useQuery({
    ...getEvidenceFindingsOptions({ path: { evidence_id: id } }),
    refetchInterval: ({ state }) => (state.data?.text_state === 'reading' ? WHILE_READING_MS : false),
  })
}

/** The documents that one is like, each in a sentence; a reviewer may set one aside. Nothing where there are none. */
export function Likenesses({ id }: { id: string }) {
  const words = useWords(textsWords)
  const { data } = useFindings(id)
  const [asked, setAsked] = useState<LikenessRead | null>(null)
  if (data === undefined || data.likenesses.length === 0) return null
  return (
    <section>
      <h3>{words.alikeTitle}</h3>
      <ul className="stack" style={{ gap: 8 }}>
        {data.likenesses.map((likeness) => (
          <li key={likeness.id}>
            <Sentence likeness={likeness} />
            {likeness.dismissed_by !== null && likeness.dismissed_at !== null && (
              <p className="secondary small">{words.dismissed(likeness.dismissed_by, formatMoment(likeness.dismissed_at), likeness.dismissed_reason ?? '')}</p>
            )}
            {likeness.allowed_actions.includes('dismiss') && (
              <div>
                <Button size="small" onClick={() => setAsked(likeness)}>
                  {words.dismiss}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      {asked !== null && <DismissDialog document={id} likeness={asked} onClose={() => setAsked(null)} />}
    </section>
  )
}

function Sentence({ likeness }: { likeness: LikenessRead }) {
  const words = useWords(textsWords)
  const { other_id: other, title, unit, uploaded_at: uploaded, periods, kind } = likeness
  return (
    <span>
      {(likeness.earlier ? words.earlier : words.later)[kind]}{' '}
      {other === null || title === null || unit === null ? (
        words.otherHidden
      ) : (
        <>
          <AppLink href={`/evidence?document=${other}`}>{words.otherDocument(title, unit)}</AppLink>
          {periods.length > 0 && words.inPeriods(periods.join(', '))}
          {uploaded !== null && <span className="secondary small">{words.uploadedOn(formatDay(uploaded.slice(0, 10)))}</span>}
        </>
      )}
      {kind !== 'file' && <span className="secondary small">{words.percent(likeness.percent)}</span>}
    </span>
  )
}

function DismissDialog({ document, likeness, onClose }: { document: string; likeness: LikenessRead; onClose: () => void }) {
  const words = useWords(textsWords)
  const cache = useQueryClient()
  const [reason, setReason] = useState('')
  const said = reason.trim() !== ''
  const saving = useMutation({
    mutationFn: () => dismissLikeness({ path: { evidence_id: document, likeness_id: likeness.id }, body: { reason } }),
    onSuccess: () => {
      onClose()
      void cache.invalidateQueries()
    },
  })
  return (
    <Dialog
      title={words.dismiss}
      onClose={onClose}
      actions={
        <Button type="primary" aria-disabled={!said} onClick={() => said && saving.mutate()}>
          {words.dismiss}
        </Button>
      }
    >
      <p>
        <Sentence likeness={likeness} />
      </p>
      <TextAreaField label={words.dismissReason} hint={words.dismissHint} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
      {saving.error !== null && <ErrorState error={saving.error} />}
    </Dialog>
  )
}
