import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { useState, type ReactNode } from 'react'
import { getReportLineOptions } from '@/api/@tanstack/react-query.gen'
import { linkEvidence } from '@/api/sdk.gen'
import type { LineRead } from '@/api/types.gen'
import files from '@/components/Files.module.css'
import { ErrorState } from '@/components/ErrorState'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment, formatPercent } from '@/lib/format'
import { Comments } from '@/components/Comments'
import { DocumentRow } from './LineEvidence'
import { FiguresText } from './LineFigures'
import { reloadLine } from './lines'
import styles from './line.module.css'

type Tab = 'editor' | 'previous' | 'talk' | 'task'

/** Beside the line: what was said before, the conversation, the task. Where there is no room beside it, the fields are the first tab. */
export function LineAside({ line, editor }: { line: LineRead; editor?: ReactNode }) {
  const words = useWords(reportsWords)
  const [tab, setTab] = useState<Tab>(editor !== undefined ? 'editor' : line.previous === null ? 'task' : 'previous')
  const tabs: readonly Tab[] = editor === undefined ? ['previous', 'talk', 'task'] : ['editor', 'previous', 'talk', 'task']
  const titles = { editor: words.content, previous: words.previous, talk: words.talkCount(line.comments), task: words.task }
  return (
    <div className="stack">
      <Segmented<Tab> className={styles.asideTabs} block aria-label={words.aside} value={tab} options={tabs.map((value) => ({ value, label: titles[value] }))} onChange={setTab} />
      <div className="stack">
        {tab === 'editor' && editor}
        {tab === 'previous' && (
          <>
            <Previous line={line} />
            {line.previous !== null && <PreviousDocuments line={line} of={line.previous.line_id} />}
          </>
        )}
        {tab === 'talk' && <Comments subject={`report_line:${line.id}`} canWrite={line.allowed_actions.includes('comment')} />}
        {tab === 'task' && <TaskFacts line={line} />}
      </div>
    </div>
  )
}

export function Previous({ line }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const { previous } = line
  if (previous === null) return <p className="secondary">{words.noPrevious}</p>
  const facts = [previous.period, previous.percent === null ? null : formatPercent(previous.percent), previous.accepted_at === null ? null : words.acceptedAt(formatMoment(previous.accepted_at))]
  const further = [
    { name: words.difficulties, text: previous.difficulties },
    { name: words.proposals, text: previous.proposals },
  ].filter(({ text }) => text !== '')
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p className="secondary small">{facts.filter(Boolean).join(' · ')}</p>
      <p className={styles.text}>{previous.result}</p>
      <FiguresText line={{ ...line, figures: previous.figures }} />
      {further.map(({ name, text }) => (
        <p key={name} className="small">
          {name}: {text}
        </p>
      ))}
    </div>
  )
}

/** What proved the line last time, to be looked at and used again. */
function PreviousDocuments({ line, of }: { line: LineRead; of: string }) {
  const words = useWords(reportsWords)
  const documents = useQuery(getReportLineOptions({ path: { line_id: of } })).data?.evidence ?? []
  const using = useMutation({
    mutationFn: (id: string) => linkEvidence({ path: { evidence_id: id }, body: { targets: [{ type: 'report_line', id: line.id }] } }),
    onSuccess: () => reloadLine(line.id),
  })
  if (documents.length === 0) return null
  return (
    <section className={styles.before}>
      <h3>{words.previousDocuments}</h3>
      {using.error !== null && <ErrorState error={using.error} />}
      <ul className={files.files}>
        {documents.map((document) => (
          <DocumentRow key={document.id} document={document}>
            {line.allowed_actions.includes('edit') && !line.evidence_ids.includes(document.id) && (
              <Button type="link" size="small" onClick={() => using.mutate(document.id)}>
                {words.useAgain}
              </Button>
            )}
          </DocumentRow>
        ))}
      </ul>
    </section>
  )
}

function TaskFacts({ line: { task } }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const due = task.due_text ?? (task.due_on === null ? null : formatDay(task.due_on))
  const facts = [
    { name: words.source, text: task.source_ref },
    { name: words.deliverable, text: task.deliverable },
    { name: words.dueText, text: due },
  ].filter(({ text }) => text !== null && text !== '')
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p className={styles.text}>{task.text}</p>
      <dl className={styles.facts}>
        {facts.map(({ name, text }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {task.requires_evidence && <p className="small">{words.needsEvidence}</p>}
      {task.example && <p className="secondary small">{words.example}</p>}
    </div>
  )
}
