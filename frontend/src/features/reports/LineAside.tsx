import { useState } from 'react'
import type { LineRead } from '@/api/types.gen'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment, formatPercent } from '@/lib/format'
import { Comments } from './Comments'
import styles from './line.module.css'

const TABS = ['previous', 'talk', 'task'] as const

/** Beside the line: what was said before, the conversation, the task. */
export function LineAside({ line }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const [tab, setTab] = useState<(typeof TABS)[number]>('previous')
  const titles = { previous: words.previous, talk: words.talkCount(line.comments), task: words.task }
  return (
    <div className="stack">
      <div className={styles.tabs} role="tablist" aria-label={words.aside}>
        {TABS.map((name) => (
          <button key={name} type="button" role="tab" id={`tab-${name}`} aria-controls="line-aside" aria-selected={name === tab} onClick={() => setTab(name)}>
            {titles[name]}
          </button>
        ))}
      </div>
      <div id="line-aside" role="tabpanel" aria-labelledby={`tab-${tab}`}>
        {tab === 'previous' && <Previous line={line} />}
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
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p className="secondary small">
        {previous.period} {previous.percent !== null && `· ${formatPercent(previous.percent)}`}
        {previous.accepted_at !== null && ` · ${words.acceptedAt(formatMoment(previous.accepted_at))}`}
      </p>
      <p className={styles.text}>{previous.result}</p>
      {previous.difficulties !== '' && (
        <p className="small">
          {words.difficulties}: {previous.difficulties}
        </p>
      )}
      {previous.proposals !== '' && (
        <p className="small">
          {words.proposals}: {previous.proposals}
        </p>
      )}
    </div>
  )
}

function TaskFacts({ line: { task } }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const due = task.due_text ?? (task.due_on === null ? null : formatDay(task.due_on))
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p className="secondary small">
        {words.source}: {task.source_ref}
      </p>
      <p className={styles.text}>{task.text}</p>
      {task.deliverable !== null && (
        <p className="small">
          {words.deliverable}: {task.deliverable}
        </p>
      )}
      {due !== null && (
        <p className="small">
          {words.dueText}: {due}
        </p>
      )}
      {task.requires_evidence && <p className="small">{words.needsEvidence}</p>}
      {task.example && <p className="secondary small">{words.example}</p>}
    </div>
  )
}
