import { useState } from 'react'
import { createFinding, updateFinding } from '@/api/sdk.gen'
import type { FindingRead, FindingSeverity } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { TextAreaField } from '@/components/Field'
import { ActDialog, useAct } from '@/components/acting'
import { FilterSelect } from '@/components/table/Select'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'
import type { Day } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { useLookedAt } from './LookedAtFields'
import { SEVERITIES } from './search'

interface Draft {
  text: string
  recommendation: string
  severity: FindingSeverity
  dueOn: Day | null
  indicator: string | undefined
  task: string | undefined
}

function draftOf(finding: FindingRead | undefined): Draft {
  if (finding === undefined) return { text: '', recommendation: '', severity: 'notable', dueOn: null, indicator: undefined, task: undefined }
  const { text, recommendation, severity, due_on: dueOn, indicator, task } = finding
  return { text, recommendation, severity, dueOn, indicator: indicator?.id, task: task?.id }
}

/** Something is recorded that the unit lacks, or what was recorded is changed. */
export function FindingDialog({ inspectionId, finding, onClose }: { inspectionId?: string; finding?: FindingRead; onClose: () => void }) {
  const words = useWords(inspectionWords)
  const known = useLookedAt()
  const [draft, setDraft] = useState(() => draftOf(finding))
  const change = (given: Partial<Draft>) => setDraft({ ...draft, ...given })
  const body = {
    text: draft.text.trim(),
    recommendation: draft.recommendation.trim(),
    severity: draft.severity,
    due_on: draft.dueOn ?? '',
    indicator_id: draft.indicator ?? null,
    task_id: draft.task ?? null,
  }
  const act = useAct(
    async () =>
      finding === undefined
        ? createFinding({ path: { inspection_id: inspectionId ?? '' }, body })
        : updateFinding({ path: { finding_id: finding.id }, body, headers: ifMatch(finding.version) }),
    onClose,
  )
  const ready = draft.text.trim() !== '' && draft.dueOn !== null
  const options = (items: readonly { id: string; label: string }[]) => items.map(({ id: value, label }) => ({ value, label }))
  return (
    <ActDialog title={finding === undefined ? words.findTitle : words.findEdit} label={finding === undefined ? words.find : words.save} act={act} ready={ready} width={640} onClose={onClose}>
      <TextAreaField label={words.text} rows={4} value={draft.text} error={act.errorOf('text')} onChange={({ target }) => change({ text: target.value })} />
      <TextAreaField label={words.recommendation} optional rows={2} value={draft.recommendation} error={act.errorOf('recommendation')} onChange={({ target }) => change({ recommendation: target.value })} />
      <FilterSelect label={words.severity} value={draft.severity} options={SEVERITIES.map((value) => ({ value, label: words.severities[value] }))} onChange={(severity) => severity !== undefined && change({ severity })} />
      <DayField label={words.dueOn} required value={draft.dueOn} error={act.errorOf('due_on')} onChange={(dueOn) => change({ dueOn })} />
      <FilterSelect label={words.indicator} all={words.none} value={draft.indicator} options={options(known.indicators)} onChange={(indicator) => change({ indicator })} />
      <FilterSelect label={words.task} all={words.none} value={draft.task} options={options(known.tasks)} onChange={(task) => change({ task })} />
    </ActDialog>
  )
}
