import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getReportOptions, listActivitiesOptions } from '@/api/@tanstack/react-query.gen'
import { getActivity, linkEvidence } from '@/api/sdk.gen'
import type { ActivityRow, LineRead, PeriodBrief } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import files from '@/components/Files.module.css'
import { QueryState } from '@/components/QueryState'
import { activityWords } from '@/i18n/activities'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { reloadLine } from './lines'

const MOST = 50

interface DialogProps {
  line: LineRead
  /** What is written already: an activity that stands there is not offered again. */
  result: string
  onInsert: (sentence: string) => void
  onClose: () => void
}

/** What the unit held within the period, written down once: one sentence goes into the line's result, the documents to its proof. */
export function ActivitiesDialog(props: DialogProps) {
  const words = useWords(activityWords)
  const report = useQuery(getReportOptions({ path: { report_id: props.line.report_id } }))
  return (
    <Dialog title={words.insertTitle} onClose={props.onClose} width={680}>
      <QueryState query={report}>{({ period }) => <Held {...props} period={period} />}</QueryState>
    </Dialog>
  )
}

function Held({ line, result, onInsert, period }: DialogProps & { period: PeriodBrief }) {
  const words = useWords(activityWords)
  const common = useWords(commonWords)
  const [serving, setServing] = useState<'task' | 'all'>('task')
  const [q, setQ] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const task = serving === 'task' ? line.task.id : undefined
  const { data_from: from, data_to: to } = period
  const query = useQuery({ ...listActivitiesOptions({ query: { own: true, state: 'held', from, to, task, q: q.trim() || undefined, limit: MOST } }), placeholderData: keepPreviousData })
  const insert = async (activity: ActivityRow) => {
    setProblem(null)
    onInsert(activity.sentence)
    try {
      await linkProofs(activity, line)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <>
      <p className="secondary">{words.insertAbout(formatDay(from), formatDay(to))}</p>
      <Chips
        label={words.insertTitle}
        chips={[
          { key: 'task', label: words.insertServing },
          { key: 'all', label: words.insertAll },
        ]}
        chosen={serving}
        onChoose={setServing}
      />
      <input className="input" type="search" aria-label={common.table.search} placeholder={common.table.search} value={q} onChange={({ target }) => setQ(target.value)} />
      {problem !== null && <ErrorState error={problem} />}
      <QueryState query={query}>
        {({ items, next_cursor: more }) => (
          <>
            {items.length === 0 && <p className="secondary">{serving === 'task' || q !== '' ? words.insertNone : words.insertNoneAtAll}</p>}
            <ul className={files.files}>
              {items.map((activity) => (
                <li key={activity.id}>
                  <span className={files.fileText}>
                    <span>{activity.sentence}</span>
                    {activity.documents_count > 0 && <span className="secondary small">{words.insertDocuments(activity.documents_count)}</span>}
                  </span>
                  {result.includes(activity.sentence) ? (
                    <span className="secondary small">{words.inserted}</span>
                  ) : (
                    <Button size="small" onClick={() => void insert(activity)}>
                      {words.insertDo}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {more !== null && <p className="secondary small">{words.insertMore(items.length)}</p>}
          </>
        )}
      </QueryState>
    </>
  )
}

/** The documents that the unit may use, one after the other: each moves the line on. */
async function linkProofs(activity: ActivityRow, line: LineRead): Promise<void> {
  if (activity.documents_count === 0) return
  const { documents } = (await getActivity({ path: { activity_id: activity.id } })).data
  const fresh = documents.filter(({ id, readable, own }) => readable && own && !line.evidence_ids.includes(id))
  for (const { id } of fresh) {
    await linkEvidence({ path: { evidence_id: id }, body: { targets: [{ type: 'report_line', id: line.id }] } })
  }
  await reloadLine(line.id)
}
