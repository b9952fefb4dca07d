import { Button } from 'antd'
import { useState } from 'react'
import { createUnitMutation } from '@/api/@tanstack/react-query.gen'
import type { UnitKind } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { UnitSelect } from '@/components/table/UnitSelect'
import { useSaving } from '@/components/use-saving'
import { adminWords } from '@/i18n/admin'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { isProblem } from '@/lib/http/problem'
import { useToday } from '@/lib/session/access'
import { UNIT_KINDS } from './search'

/** A new unit, in use from a day on. What the plan does not name is marked as provisional, with a note that says what it rests on. */
export function AddUnitDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(adminWords)
  const terms = useWords(termWords)
  const [text, setText] = useState({ name: '', short_name: '', code: '', note: '' })
  const [kind, setKind] = useState<UnitKind>()
  const [parent, setParent] = useState<string>()
  const [since, setSince] = useState<string | null>(useToday())
  const making = useSaving(createUnitMutation(), onClose)
  const problem: unknown = making.error
  const ready = kind !== undefined && since !== null && text.name.trim() !== '' && text.short_name.trim() !== '' && text.code.trim() !== ''
  const add = () => {
    if (!ready) return
    const note = text.note.trim()
    making.mutate({ body: { ...text, kind, parent_id: parent ?? null, valid_from: since, note: note === '' ? null : note, basis: note === '' ? 'plan_named' : 'provisional' } })
  }
  const field = (name: keyof typeof text, label: string, optional = false) => (
    <TextField
      label={label}
      optional={optional}
      value={text[name]}
      error={isProblem(problem) ? problem.errorOf(name) : undefined}
      onChange={(event) => setText({ ...text, [name]: event.target.value })}
    />
  )
  return (
    <Dialog
      title={words.addUnit}
      onClose={onClose}
      width={560}
      actions={
        <Button type="primary" aria-disabled={!ready} loading={making.isPending} onClick={add}>
          {words.addUnit}
        </Button>
      }
    >
      <div className="stack">
        {field('name', words.name)}
        {field('short_name', words.shortName)}
        {field('code', words.code)}
        <div className="row">
          <FilterSelect label={words.kind} value={kind} all={words.chooseKind} options={UNIT_KINDS.map((value) => ({ value, label: terms.unitKind[value] }))} onChange={setKind} />
          <UnitSelect label={words.parent} value={parent} all={words.noParent} onChange={setParent} />
        </div>
        <DayField label={words.since} required value={since} onChange={setSince} />
        {field('note', words.unitNote, true)}
        {problem !== null && <ErrorState error={problem} />}
      </div>
    </Dialog>
  )
}
