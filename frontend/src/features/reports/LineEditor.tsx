import { Button } from 'antd'
import { CalendarPlus, Copy, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { carryForward } from '@/api/sdk.gen'
import type { LineRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { FieldFrame, TextAreaField } from '@/components/Field'
import { SaveStatus } from '@/components/SaveStatus'
import { activityWords } from '@/i18n/activities'
import { figuresWords } from '@/i18n/figures'
import { ledWords } from '@/i18n/led'
import { reportsWords } from '@/i18n/reports'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { useDraft, type Draft } from '@/lib/drafts/use-drafts'
import type { Drafts } from '@/lib/drafts/drafts'
import { may, useMe } from '@/lib/session/access'
import { countCharacters, formatNumber, formatPercent } from '@/lib/format'
import { ActivitiesDialog } from './ActivitiesDialog'
import { LineConflict } from './LineConflict'
import { CarriedFrom } from './CarriedFrom'
import { FiguresText, LineFigures } from './LineFigures'
import { LineEvidence } from './LineEvidence'
import { draftOf, reloadLine, type LineDraft } from './lines'
import { RollUp, suppliersOf } from './RollUp'
import { usePercent } from './percent'
import bits from '@/components/bits.module.css'
import { withSentence } from './with-sentence'
import styles from './line.module.css'

const LONGEST = { own: 4000, merged: 12_000 }

interface LineEditorProps {
  line: LineRead
  drafts: Drafts<LineDraft>
  /** The report is open for writing: a line that is not must say why. */
  locked: boolean
}

/** The one line that is being written: result, percent, proof, difficulties, proposals. Only this line mounts inputs. */
export function LineEditor({ line, drafts, locked }: LineEditorProps) {
  const words = useWords(reportsWords)
  const editable = line.allowed_actions.includes('edit')
  return (
    <>
      <Returned line={line} />
      {editable ? (
        <Fields line={line} drafts={drafts} />
      ) : (
        <>
          {locked && <p className={styles.locked}>{words.locked}</p>}
          <Typed line={line} typed={drafts.shown(line.id)} />
          <ReadOnlyText line={line} />
          <LineEvidence line={line} editable={false} />
        </>
      )}
    </>
  )
}

/** What somebody typed and the server no longer took, because the period was closed or the report sent meanwhile: it stays in sight. */
export function Typed({ line, typed }: { line: LineRead; typed: Partial<LineDraft> }) {
  const words = useWords(reportsWords)
  const texts = (['result', 'difficulties', 'proposals'] as const).filter((name) => (typed[name] ?? line[name]) !== line[name])
  if (texts.length === 0) return null
  return (
    <section className={styles.typed} aria-label={words.typedUnsaved}>
      <p className="field__warning">{words.typedUnsaved}</p>
      {texts.map((name) => (
        <p key={name} className={styles.text}>
          <span className="secondary">{words[name]}:</span> {typed[name]}
        </p>
      ))}
    </section>
  )
}

/** Why the line came back, over the field in which it is mended. */
function Returned({ line }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const terms = useWords(termWords)
  if (line.review_state !== 'returned' || line.reason === null) return null
  return (
    <p className={styles.returned}>
      <span>
        <Undo2 size={16} aria-hidden /> <strong>{words.reason}</strong>
        {line.reason_code !== null && ` (${terms.reason[line.reason_code]})`}: {line.reason}
      </span>
    </p>
  )
}

function Fields({ line, drafts }: { line: LineRead; drafts: Drafts<LineDraft> }) {
  const words = useWords(reportsWords)
  const value = useMemo(() => draftOf(line), [line])
  const draft = useDraft(drafts, line.id, { version: line.version, value })
  const [comparing, setComparing] = useState(false)
  const unsaved = draft.status.kind === 'conflict' || draft.status.kind === 'failed'
  return (
    <>
      {unsaved && <SaveStatus status={draft.status} onCompare={() => setComparing(true)} />}
      {draft.value.carried_forward && (
        <div className={styles.carried}>
          <Copy size={18} aria-hidden />
          <span>
            <CarriedNote line={line} />
          </span>
          <Button size="small" onClick={() => draft.edit({ carried_forward: false })}>
            {words.keep}
          </Button>
        </div>
      )}
      <CarriedFrom line={line} />
      <RollUp line={line} onBefore={draft.flush} />
      {/* before the text, so that Tab goes from there to the percentage as it always has */}
      <InsertActivity draft={draft} line={line} />
      <ResultField draft={draft} line={line} />
      <LineFigures draft={draft} line={line} />
      <PercentField draft={draft} line={line} />
      <LineEvidence line={line} editable />
      <TextAreaField label={words.difficulties} optional rows={2} value={draft.value.difficulties} onChange={(event) => draft.edit({ difficulties: event.target.value })} onBlur={() => void draft.flush()} />
      <TextAreaField label={words.proposals} optional rows={2} value={draft.value.proposals} onChange={(event) => draft.edit({ proposals: event.target.value })} onBlur={() => void draft.flush()} />
      {comparing && draft.status.kind === 'conflict' && <LineConflict figures={line.task.figures} conflict={draft.status.conflict} onClose={() => setComparing(false)} onDecide={(decision) => void drafts.resolve(line.id, decision)} />}
    </>
  )
}

/** Where a text that nobody has edited yet came from. */
function CarriedNote({ line }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const filled = useWords(figuresWords)
  const led = useWords(ledWords)
  if (suppliersOf(line).length > 0) return <><strong>{led.rolledNote}</strong> {led.rolledHint}</>
  return line.carried_from.length > 0 ? <><strong>{filled.filledNote}</strong> {filled.filledHint}</> : <><strong>{words.carriedNote}</strong> {words.carriedHint}</>
}

function ResultField({ draft, line }: { draft: Draft<LineDraft>; line: LineRead }) {
  const words = useWords(reportsWords)
  const [problem, setProblem] = useState<unknown>(null)
  const length = countCharacters(draft.value.result)
  const longest = line.carried_from.length > 0 ? LONGEST.merged : LONGEST.own
  const carry = async () => {
    try {
      await carryForward({ path: { report_id: line.report_id }, body: { line_ids: [line.id] } })
      await reloadLine(line.id)
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <div data-field="result">
      <TextAreaField
        label={words.result}
        rows={6}
        value={draft.value.result}
        error={length > longest ? words.tooLong(formatNumber(longest)) : undefined}
        onChange={(event) => draft.edit({ result: event.target.value, carried_forward: false })}
        onBlur={() => void draft.flush()}
      />
      <p className={styles.counter}>
        <span>{words.resultHint}</span>
        <span>{words.characters(formatNumber(length), formatNumber(longest))}</span>
      </p>
      {draft.value.result === '' && line.previous !== null && (
        <Button type="link" size="small" onClick={() => void carry()}>
          <Copy size={16} aria-hidden /> {words.carryLine}
        </Button>
      )}
      {problem !== null && <ErrorState error={problem} />}
    </div>
  )
}

function InsertActivity({ draft, line }: { draft: Draft<LineDraft>; line: LineRead }) {
  const words = useWords(activityWords)
  const [open, setOpen] = useState(false)
  if (!may(useMe(), 'activity.read')) return null
  const insert = (sentence: string) => {
    draft.edit({ result: withSentence(draft.value.result, sentence), carried_forward: false })
    void draft.flush()
  }
  return (
    <div>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        <CalendarPlus size={16} aria-hidden /> {words.insert}
      </Button>
      {open && <ActivitiesDialog line={line} result={draft.value.result} onInsert={insert} onClose={() => setOpen(false)} />}
    </div>
  )
}

function PercentField({ draft, line }: { draft: Draft<LineDraft>; line: LineRead }) {
  const words = useWords(reportsWords)
  const { wrong, field } = usePercent(draft)
  const before = line.previous?.percent ?? null
  return (
    <div className={styles.percent} data-field="percent">
      <FieldFrame label={`${words.percent} (%)`} error={wrong ? words.percentWrong : undefined}>
        {({ id, described, invalid }) => <input {...field} id={id} aria-describedby={described} aria-invalid={invalid} />}
      </FieldFrame>
      {before !== null && <span className="secondary small">{words.percentBefore(formatPercent(before))}</span>}
      {line.task.cadence === 'once' && !line.task.by_unit_plan && (
        <label className={bits.check}>
          <input type="checkbox" checked={draft.value.self_done} onChange={(event) => draft.edit({ self_done: event.target.checked })} />
          {words.selfDone}
        </label>
      )}
    </div>
  )
}

export function ReadOnlyText({ line }: { line: LineRead }) {
  const words = useWords(reportsWords)
  const further = [
    { name: words.difficulties, text: line.difficulties },
    { name: words.proposals, text: line.proposals },
  ].filter(({ text }) => text !== '')
  return (
    <div className="stack" style={{ gap: 8 }}>
      <CarriedFrom line={line} />
      <p className={styles.text}>{line.result === '' ? '–' : line.result}</p>
      <FiguresText line={line} />
      <p>
        {words.percent}: <strong>{line.percent === null ? '–' : formatPercent(line.percent)}</strong>
        {line.self_done && ` · ${words.selfDone}`}
      </p>
      {further.map(({ name, text }) => (
        <p key={name} className={styles.text}>
          <span className="secondary">{name}:</span> {text}
        </p>
      ))}
    </div>
  )
}
