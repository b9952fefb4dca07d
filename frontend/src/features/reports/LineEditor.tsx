import { Copy, Undo2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { carryForward } from '@/api/sdk.gen'
import type { LineRead } from '@/api/types.gen'
import { FieldFrame, TextAreaField } from '@/components/Field'
import { SaveStatus } from '@/components/SaveStatus'
import { reportsWords } from '@/i18n/reports'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { useDraft } from '@/lib/drafts/use-drafts'
import type { Drafts } from '@/lib/drafts/drafts'
import { countCharacters, formatNumber, formatPercent } from '@/lib/format'
import { LineAside } from './LineAside'
import { LineConflict } from './LineConflict'
import { LineEvidence } from './LineEvidence'
import { draftOf, reloadLine, type LineDraft } from './lines'
import editor from './editor.module.css'
import styles from './line.module.css'

const LONGEST = 4000

/** The one line that is being written: result, percent, proof, difficulties, proposals. Only this line mounts inputs. */
export function LineEditor({ line, drafts }: { line: LineRead; drafts: Drafts<LineDraft> }) {
  const words = useWords(reportsWords)
  const terms = useWords(termWords)
  const value = useMemo(() => draftOf(line), [line])
  const draft = useDraft(drafts, line.id, { version: line.version, value })
  const [comparing, setComparing] = useState(false)
  const editable = line.allowed_actions.includes('edit')
  const facts = [line.task.source_ref, terms.part[line.part as keyof typeof terms.part], terms.cadence[line.task.cadence as keyof typeof terms.cadence]]
  return (
    <div className={editor.lineBody} key={line.id}>
      <div>
        <p className="secondary small">{facts.join(' · ')}</p>
        <h2>{line.task.title}</h2>
      </div>
      {line.review_state === 'returned' && line.reason !== null && (
        <p className={styles.returned}>
          <span>
            <Undo2 size={16} aria-hidden /> <strong>{words.reason}</strong>
            {line.reason_code !== null && ` (${terms.reason[line.reason_code]})`}: {line.reason}
          </span>
        </p>
      )}
      {editable ? (
        <>
          {draft.value.carried_forward && (
            <div className={styles.carried}>
              <span>
                <strong>{words.carriedNote}</strong> {words.carriedHint}
              </span>
              <button type="button" className="button button--small" onClick={() => draft.edit({ carried_forward: false })}>
                {words.keep}
              </button>
            </div>
          )}
          <ResultField draft={draft} line={line} onCarry={() => void carryForward({ path: { report_id: line.report_id }, body: { line_ids: [line.id] } }).then(() => reloadLine(line.id))} />
          <PercentField draft={draft} line={line} />
        </>
      ) : (
        <ReadOnlyText line={line} />
      )}
      <LineEvidence line={line} editable={editable} />
      {editable && (
        <>
          <TextAreaField label={words.difficulties} optional rows={2} value={draft.value.difficulties} onChange={(event) => draft.edit({ difficulties: event.target.value })} onBlur={() => void draft.flush()} />
          <TextAreaField label={words.proposals} optional rows={2} value={draft.value.proposals} onChange={(event) => draft.edit({ proposals: event.target.value })} onBlur={() => void draft.flush()} />
          <SaveStatus status={draft.status} onCompare={() => setComparing(true)} />
        </>
      )}
      {comparing && draft.status.kind === 'conflict' && <LineConflict conflict={draft.status.conflict} onClose={() => setComparing(false)} onDecide={(decision) => void drafts.resolve(line.id, decision)} />}
      <div className={editor.aside}>
        <LineAside line={line} />
      </div>
    </div>
  )
}

type Drafted = ReturnType<typeof useDraft<LineDraft>>

function ResultField({ draft, line, onCarry }: { draft: Drafted; line: LineRead; onCarry: () => void }) {
  const words = useWords(reportsWords)
  const length = countCharacters(draft.value.result)
  return (
    <div>
      <TextAreaField
        label={words.result}
        rows={6}
        value={draft.value.result}
        error={length > LONGEST ? words.tooLong : undefined}
        onChange={(event) => draft.edit({ result: event.target.value, carried_forward: false })}
        onBlur={() => void draft.flush()}
      />
      <p className={styles.counter}>
        <span>{words.resultHint}</span>
        <span>{words.characters(formatNumber(length))}</span>
      </p>
      {draft.value.result === '' && line.previous !== null && (
        <button type="button" className="button button--small button--text" onClick={onCarry}>
          <Copy size={16} aria-hidden /> {words.carryLine}
        </button>
      )}
    </div>
  )
}

function PercentField({ draft, line }: { draft: Drafted; line: LineRead }) {
  const words = useWords(reportsWords)
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? (draft.value.percent === null ? '' : String(draft.value.percent))
  const number = shown === '' ? null : Number(shown)
  const wrong = number !== null && !(Number.isInteger(number) && number >= 0 && number <= 100)
  return (
    <div className={styles.percent}>
      <FieldFrame label={`${words.percent} (%)`} error={wrong ? words.percentWrong : undefined}>
        {({ id, described, invalid }) => (
          <input
            id={id}
            className="input"
            type="number"
            inputMode="numeric"
            min={0}
            max={100}
            step={1}
            value={shown}
            aria-describedby={described}
            aria-invalid={invalid}
            onChange={(event) => {
              setText(event.target.value)
              const given = event.target.value === '' ? null : Number(event.target.value)
              if (given === null || (Number.isInteger(given) && given >= 0 && given <= 100)) draft.edit({ percent: given })
            }}
            onBlur={() => {
              if (!wrong) setText(null)
              void draft.flush()
            }}
          />
        )}
      </FieldFrame>
      {line.previous?.percent !== null && line.previous !== null && <span className="secondary">{words.percentBefore(formatPercent(line.previous.percent))}</span>}
      {line.task.cadence === 'once' && (
        <label className={styles.check}>
          <input type="checkbox" checked={draft.value.self_done} onChange={(event) => draft.edit({ self_done: event.target.checked })} />
          {words.selfDone}
        </label>
      )}
    </div>
  )
}

export function ReadOnlyText({ line }: { line: LineRead }) {
  const words = useWords(reportsWords)
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p className={styles.text}>{line.result === '' ? '–' : line.result}</p>
      <p>
        {words.percent}: <strong>{line.percent === null ? '–' : formatPercent(line.percent)}</strong>
        {line.self_done && ` · ${words.selfDone}`}
      </p>
      {line.difficulties !== '' && (
        <p className={styles.text}>
          <span className="secondary">{words.difficulties}:</span> {line.difficulties}
        </p>
      )}
      {line.proposals !== '' && (
        <p className={styles.text}>
          <span className="secondary">{words.proposals}:</span> {line.proposals}
        </p>
      )}
    </div>
  )
}
