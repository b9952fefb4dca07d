import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { Combine } from 'lucide-react'
import { useState } from 'react'
import { rollUpLine } from '@/api/sdk.gen'
import type { LineRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { ledWords } from '@/i18n/led'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import { reloadLine } from './lines'
import styles from './line.module.css'

interface RollUpProps {
  line: LineRead
  /** What is being typed reaches the server first. */
  onBefore: () => Promise<unknown>
}

/** Lines of supporters that were rolled up into this one. */
export function suppliersOf(line: LineRead): LineRead['carried_from'] {
  return line.carried_from.filter(({ unit }) => unit !== line.unit.name)
}

/** The unit that leads a task takes what its supporters have sent into its own draft. */
export function RollUp({ line, onBefore }: RollUpProps) {
  const words = useWords(ledWords)
  const [open, setOpen] = useState(false)
  if (line.part !== 'lead' || line.task.mode !== 'joint') return null
  return (
    <div className="stack" style={{ gap: 4 }}>
      <Button size="small" style={{ alignSelf: 'flex-start' }} onClick={() => void onBefore().then(() => setOpen(true))}>
        <Combine size={16} aria-hidden /> {words.rollUp}
      </Button>
      {open && <Preview line={line} onClose={() => setOpen(false)} />}
    </div>
  )
}

function Preview({ line, onClose }: { line: LineRead; onClose: () => void }) {
  const words = useWords(ledWords)
  const reports = useWords(reportsWords)
  const path = { line_id: line.id }
  const shown = useQuery({ queryKey: ['roll-up', line.id, line.version], queryFn: async () => (await rollUpLine({ path, query: { dry_run: true }, throwOnError: true })).data, staleTime: 0 })
  const writing = useMutation({
    mutationFn: (append: boolean) => rollUpLine({ path, query: { append }, headers: { 'If-Match': `"v${line.version}"` }, throwOnError: true }),
    onSuccess: async () => {
      await reloadLine(line.id)
      onClose()
    },
  })
  const data = shown.data
  const append = data?.has_text === true
  const write = data !== undefined && (
    <Button type="primary" aria-disabled={writing.isPending} onClick={() => !writing.isPending && writing.mutate(append)}>
      {append ? words.append : words.rollUpInto}
    </Button>
  )
  return (
    <Dialog title={words.rollUp} width={720} onClose={onClose} actions={write}>
      <div className="stack">
        <p className="secondary">{words.rollUpHint}</p>
        <QueryState query={shown} heights={[120]}>
          {(read) => (
            <>
              {read.has_text && <p className={styles.carried}>{words.hasText}</p>}
              <p className="secondary small">{words.from(read.sources.map(({ unit }) => unit).join(', '))}</p>
              <Part title={reports.result} text={read.result} />
              <Figures line={line} figures={read.figures} />
              <Part title={reports.difficulties} text={read.difficulties} />
              <Part title={reports.proposals} text={read.proposals} />
            </>
          )}
        </QueryState>
        {writing.error !== null && <ErrorState error={writing.error} />}
      </div>
    </Dialog>
  )
}

function Part({ title, text }: { title: string; text: string }) {
  if (text === '') return null
  return (
    <section>
      <h3>{title}</h3>
      <p style={{ whiteSpace: 'pre-line', maxHeight: 260, overflow: 'auto' }} tabIndex={0}>
        {text}
      </p>
    </section>
  )
}

function Figures({ line, figures }: { line: LineRead; figures: Readonly<Record<string, number>> }) {
  const told = line.task.figures.filter(({ key }) => figures[key] !== undefined)
  if (told.length === 0) return null
  return (
    <ul>
      {told.map(({ key, label, measure }) => (
        <li key={key}>
          {label}: <strong>{formatNumber(figures[key] ?? 0)}</strong> {measure}
        </li>
      ))}
    </ul>
  )
}
