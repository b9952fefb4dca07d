import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import { createSuccession, previewSuccession, updateSuccession } from '@/api/sdk.gen'
import type { SuccessionPreview, SuccessionRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { ErrorState } from '@/components/ErrorState'
import { TextAreaField, TextField } from '@/components/Field'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'
import type { Day } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { isProblem } from '@/lib/http/problem'
import { ConfirmDialog } from './ConfirmDialog'
import { bodyOf, draftOf, EMPTY, FRESH, isReady, officersOf, type Draft } from './draft'
import { PartEditor } from './PartEditor'
import { PreviewPane } from './PreviewPane'
import { SplitChoices } from './SplitChoices'
import styles from './reorganisation.module.css'

interface WizardProps {
  /** The decision that is changed; a new one without. */
  decision?: SuccessionRead
  onDone: (id: string) => void
}

/** What was found, of which draft: another one asks for another preview. */
interface Tried {
  preview: SuccessionPreview
  draft: Draft
  attempt: number
}

/** Three steps: what changes, what it carries where, and the day typed again. */
export function Wizard({ decision, onDone }: WizardProps) {
  const words = useWords(reorganisationWords)
  const cache = useQueryClient()
  const [draft, setDraft] = useState<Draft>(decision === undefined ? EMPTY : draftOf(decision.decision))
  const [officers, setOfficers] = useState<readonly string[]>(officersOf(draft))
  const [confirming, setConfirming] = useState(false)
  const day = draft.effective_on
  const [tried, setTried] = useState<Tried | null>(null)
  const [returned, setReturned] = useState(false)
  const trying = useMutation({
    mutationFn: ({ draft: asked, day: on }: { draft: Draft; day: Day }) => tryOut(asked, on, officers, decision?.id),
    onSuccess: (preview, { draft: asked }) => setTried((before) => ({ preview, draft: asked, attempt: (before?.attempt ?? 0) + 1 })),
  })
  const storing = useMutation({
    mutationFn: (on: Day) => store(draft, on, officers, decision),
    onSuccess: ({ id }) => {
      void cache.invalidateQueries()
      onDone(id)
    },
  })
  const ready = isReady(draft)
  if (tried !== null && day !== null) {
    const { preview, attempt } = tried
    const stale = tried.draft !== draft
    return (
      <div className="stack">
        <PreviewPane key={attempt} preview={preview} officers={officers} onOfficers={setOfficers} choices={<SplitChoices preview={preview} parts={draft.parts} onParts={(parts) => setDraft({ ...draft, parts })} />} />
        {stale && <p role="status">{words.stale}</p>}
        {trying.error !== null && <Refused error={trying.error} />}
        <div className="row">
          <Button
            onClick={() => {
              setTried(null)
              setReturned(true)
            }}
          >
            {words.back}
          </Button>
          {stale ? (
            <Button type="primary" loading={trying.isPending} onClick={() => trying.mutate({ draft, day })}>
              {words.lookAgain}
            </Button>
          ) : (
            <Button type="primary" onClick={() => setConfirming(true)}>
              {words.confirm}
            </Button>
          )}
        </div>
        {confirming && <ConfirmDialog day={day} atOnce={preview.at_once} busy={storing.isPending} error={storing.error} onConfirm={() => storing.mutate(day)} onClose={() => setConfirming(false)} />}
      </div>
    )
  }
  return (
    <div className="stack">
      <DecisionFields draft={draft} onChange={setDraft} />
      <PartList draft={draft} onChange={setDraft} />
      {trying.error !== null && <Refused error={trying.error} />}
      <div className="row">
        <Button ref={returned ? takeFocus : undefined} type="primary" aria-disabled={!ready} loading={trying.isPending} onClick={() => ready && day !== null && trying.mutate({ draft, day })}>
          {words.look}
        </Button>
        <span className="secondary small">{words.lookHint}</span>
      </div>
    </div>
  )
}

/** Who comes back from the preview stands where they left; the function is one and the same, so that only coming back moves the focus. */
function takeFocus(button: HTMLElement | null) {
  button?.focus()
}

async function tryOut(draft: Draft, day: Day, officers: readonly string[], id: string | undefined): Promise<SuccessionPreview> {
  const body = bodyOf(draft, day, officers, null)
  if (id !== undefined) return (await previewSuccession({ path: { succession_id: id }, body, throwOnError: true })).data
  const { data } = await createSuccession({ query: { dry_run: true }, body, throwOnError: true })
  return data as SuccessionPreview
}

async function store(draft: Draft, day: Day, officers: readonly string[], decision: SuccessionRead | undefined): Promise<SuccessionRead> {
  const body = bodyOf(draft, day, officers, day)
  if (decision === undefined) return (await createSuccession({ body, throwOnError: true })).data as SuccessionRead
  return (await updateSuccession({ path: { succession_id: decision.id }, headers: ifMatch(decision.version), body, throwOnError: true })).data
}

function DecisionFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const words = useWords(reorganisationWords)
  return (
    <section className={`panel ${styles.fields}`}>
      <TextField label={words.decision} value={draft.title} onChange={(event) => onChange({ ...draft, title: event.target.value })} />
      <TextAreaField label={words.basis} rows={2} value={draft.legal_basis} onChange={(event) => onChange({ ...draft, legal_basis: event.target.value })} />
      <DayField label={words.day} value={draft.effective_on} onChange={(effective_on) => onChange({ ...draft, effective_on })} />
    </section>
  )
}

function PartList({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const words = useWords(reorganisationWords)
  const units = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  const { parts } = draft
  return (
    <>
      {parts.map((part, place) => (
        <PartEditor
          key={place}
          number={place + 1}
          part={part}
          units={units.data?.items ?? []}
          taken={new Set(parts.flatMap((other) => (other === part ? [] : other.before)))}
          onChange={(next) => onChange({ ...draft, parts: parts.map((one, at) => (at === place ? next : one)) })}
          onDrop={parts.length > 1 ? () => onChange({ ...draft, parts: parts.filter((_, at) => at !== place) }) : undefined}
        />
      ))}
      <div>
        <Button icon={<Plus size={16} aria-hidden />} onClick={() => onChange({ ...draft, parts: [...parts, { kind: 'merge', before: [], after: [FRESH], choices: [] }] })}>
          {words.addPart}
        </Button>
      </div>
    </>
  )
}

/** Why not, each reason with the part that it is about. */
function Refused({ error }: { error: unknown }) {
  const words = useWords(reorganisationWords)
  const reasons = isProblem(error) ? error.errors : []
  const partOf = (pointer: string) => {
    const found = /^\/parts\/(\d+)/.exec(pointer)
    return found === null ? '' : `${words.part(Number(found[1]) + 1)}: `
  }
  return (
    <ErrorState error={error}>
      <ul>
        {reasons.map(({ pointer, detail }) => (
          <li key={`${pointer}${detail}`}>
            {partOf(pointer)}
            {detail}
          </li>
        ))}
      </ul>
    </ErrorState>
  )
}
