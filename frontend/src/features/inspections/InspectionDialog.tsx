import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listInspectableUnitsOptions } from '@/api/@tanstack/react-query.gen'
import { createInspections, updateInspection } from '@/api/sdk.gen'
import type { InspectionKind, InspectionRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { TextAreaField, TextField } from '@/components/Field'
import { PickList } from '@/components/PickList'
import { ActDialog, useAct } from '@/components/acting'
import { FilterSelect } from '@/components/table/Select'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'
import type { Day } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { useToday } from '@/lib/session/access'
import { LookedAtFields } from './LookedAtFields'
import { KINDS } from './search'
import { memberOf, Team, type Member } from './Team'
import styles from './inspections.module.css'

export interface Draft {
  units: readonly string[]
  title: string
  kind: InspectionKind
  number: string
  basisOn: Day | null
  startsOn: Day | null
  endsOn: Day | null
  team: readonly Member[]
  content: string
  indicators: readonly string[]
  tasks: readonly string[]
}

function draftOf(inspection: InspectionRead | undefined, today: Day): Draft {
  if (inspection === undefined)
    return { units: [], title: '', kind: 'planned', number: '', basisOn: null, startsOn: today, endsOn: today, team: [{ ...memberOf(), head: true }], content: '', indicators: [], tasks: [] }
  const { title, kind, basis_number: number, basis_on: basisOn, starts_on: startsOn, ends_on: endsOn, team, content } = inspection
  const [indicators, tasks] = [inspection.indicators, inspection.tasks].map((looked) => looked.map(({ id }) => id))
  return { units: [], title, kind, number: number ?? '', basisOn, startsOn, endsOn, team: team.map((member) => memberOf(member)), content, indicators: indicators ?? [], tasks: tasks ?? [] }
}

async function save(inspection: InspectionRead | undefined, draft: Draft) {
  const described = {
    title: draft.title.trim(),
    basis_number: draft.number.trim(),
    basis_on: draft.basisOn,
    starts_on: draft.startsOn ?? '',
    ends_on: draft.endsOn ?? '',
    team: draft.team.filter(({ name }) => name.trim() !== '').map(({ name, post, head }) => ({ name: name.trim(), post: post.trim(), head })),
    content: draft.content.trim(),
    indicator_ids: [...draft.indicators],
    task_ids: [...draft.tasks],
  }
  if (inspection === undefined) return createInspections({ body: { ...described, kind: draft.kind, unit_ids: [...draft.units] } })
  const kind = inspection.started_at === null ? { kind: draft.kind } : {}
  return updateInspection({ path: { inspection_id: inspection.id }, body: { ...described, ...kind }, headers: ifMatch(inspection.version) })
}

/** Inspections are planned by one decision, or one of them is changed. */
export function InspectionDialog({ inspection, onClose }: { inspection?: InspectionRead; onClose: () => void }) {
  const words = useWords(inspectionWords)
  const today = useToday()
  const [draft, setDraft] = useState(() => draftOf(inspection, today))
  const change = (given: Partial<Draft>) => setDraft({ ...draft, ...given })
  const act = useAct(() => save(inspection, draft), onClose)
  const dated = draft.startsOn !== null && draft.endsOn !== null
  const led = draft.team.some(({ name, head }) => head && name.trim() !== '')
  const ready = draft.title.trim() !== '' && dated && led && (inspection !== undefined || draft.units.length > 0)
  const isNew = inspection === undefined
  return (
    <ActDialog title={isNew ? words.create : words.editTitle} label={isNew ? words.createDo(draft.units.length) : words.save} act={act} ready={ready} width={720} onClose={onClose}>
      {isNew && <p className="secondary">{words.createAbout}</p>}
      <TextField label={words.name} required value={draft.title} error={act.errorOf('title')} onChange={({ target }) => change({ title: target.value })} />
      {isNew && <Units chosen={draft.units} onChoose={(units) => change({ units })} />}
      {(isNew || inspection.started_at === null) && (
        <div className="stack" style={{ gap: 4 }}>
          <FilterSelect label={words.kind} value={draft.kind} options={KINDS.map((value) => ({ value, label: words.kinds[value] }))} onChange={(kind) => kind !== undefined && change({ kind })} />
          <span className="field__hint">{words.kindHint}</span>
        </div>
      )}
      <div className={styles.pair}>
        <TextField label={words.basisNumber} hint={words.basisHint} value={draft.number} error={act.errorOf('basis_number')} onChange={({ target }) => change({ number: target.value })} />
        <DayField label={words.basisOn} value={draft.basisOn} error={act.errorOf('basis_on')} onChange={(basisOn) => change({ basisOn })} />
        <DayField label={words.startsOn} required value={draft.startsOn} error={act.errorOf('starts_on')} onChange={(startsOn) => change({ startsOn })} />
        <DayField label={words.endsOn} required value={draft.endsOn} error={act.errorOf('ends_on')} onChange={(endsOn) => change({ endsOn })} />
      </div>
      <Team team={draft.team} error={act.errorOf('team')} onChange={(team) => change({ team })} />
      <TextAreaField label={words.content} optional rows={3} value={draft.content} error={act.errorOf('content')} onChange={({ target }) => change({ content: target.value })} />
      <LookedAtFields indicators={draft.indicators} tasks={draft.tasks} onChange={change} />
    </ActDialog>
  )
}

function Units({ chosen, onChoose }: { chosen: readonly string[]; onChoose: (ids: readonly string[]) => void }) {
  const words = useWords(inspectionWords)
  const { data } = useQuery(listInspectableUnitsOptions())
  if (data?.items.length === 0) return <p className="field__warning">{words.noUnits}</p>
  return <PickList title={words.units} none={words.unitsNone} some={words.unitsSome} items={(data?.items ?? []).map(({ id, name: label }) => ({ id, label }))} chosen={chosen} onChoose={onChoose} />
}
