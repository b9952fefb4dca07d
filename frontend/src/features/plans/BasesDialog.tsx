import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { ArrowDown, ArrowUp, X } from 'lucide-react'
import { useState } from 'react'
import { listLegalBasesOptions } from '@/api/@tanstack/react-query.gen'
import { createLegalBasis, setPlanBases } from '@/api/sdk.gen'
import type { LegalBasisRead, PlanRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { isProblem } from '@/lib/http/problem'
import styles from './planning.module.css'

const KINDS = ['law', 'decree', 'decision', 'directive', 'plan', 'report', 'other'] as const

/** What the plan rests on, in the order in which it is cited: chosen among what is known, or written anew. */
export function BasesDialog({ plan, bases, onClose }: { plan: PlanRead; bases: LegalBasisRead[]; onClose: () => void }) {
  const words = useWords(planningWords)
  const cache = useQueryClient()
  const [chosen, setChosen] = useState(bases)
  const [fresh, setFresh] = useState(false)
  const known = useQuery(listLegalBasesOptions({ query: { limit: 200 } })).data?.items ?? []
  const saving = useMutation({
    mutationFn: () => setPlanBases({ path: { plan_id: plan.id }, headers: ifMatch(plan.version), body: { basis_ids: chosen.map(({ id }) => id) } }),
    onSuccess: () => {
      void cache.invalidateQueries()
      onClose()
    },
  })
  const move = (at: number, by: number) => {
    const next = [...chosen]
    next.splice(at + by, 0, ...next.splice(at, 1))
    setChosen(next)
  }
  const rest = known.filter(({ id }) => !chosen.some((basis) => basis.id === id))
  return (
    <Dialog
      title={words.basesEdit}
      onClose={onClose}
      width={720}
      actions={
        <Button type="primary" loading={saving.isPending} onClick={() => saving.mutate()}>
          {words.save}
        </Button>
      }
    >
      <div className="stack">
        <ul className={styles.lines}>
          {chosen.map((basis, at) => (
            <li key={basis.id}>
              <span>{basis.cited}</span>
              <span>
                {at > 0 && <Button type="text" aria-label={words.moveUp(basis.cited)} icon={<ArrowUp size={16} aria-hidden />} onClick={() => move(at, -1)} />}
                {at < chosen.length - 1 && <Button type="text" aria-label={words.moveDown(basis.cited)} icon={<ArrowDown size={16} aria-hidden />} onClick={() => move(at, 1)} />}
                <Button type="text" aria-label={words.remove(basis.cited)} icon={<X size={16} aria-hidden />} onClick={() => setChosen(chosen.filter(({ id }) => id !== basis.id))} />
              </span>
            </li>
          ))}
        </ul>
        {rest.length > 0 && (
          <FilterSelect
            label={words.basisChoose}
            value={undefined}
            all="–"
            options={rest.map((basis) => ({ value: basis.id, label: basis.cited.slice(0, 90) }))}
            onChange={(id) => {
              const basis = rest.find((item) => item.id === id)
              if (basis !== undefined) setChosen([...chosen, basis])
            }}
          />
        )}
        {fresh ? (
          <NewBasis
            onMade={(basis) => {
              setChosen([...chosen, basis])
              setFresh(false)
            }}
          />
        ) : (
          <Button onClick={() => setFresh(true)}>{words.basisAdd}</Button>
        )}
        {saving.error !== null && <ErrorState error={saving.error} />}
      </div>
    </Dialog>
  )
}

function NewBasis({ onMade }: { onMade: (basis: LegalBasisRead) => void }) {
  const words = useWords(planningWords)
  const cache = useQueryClient()
  const [text, setText] = useState({ number: '', issuer: '', title: '', url: '' })
  const [kind, setKind] = useState<(typeof KINDS)[number]>('decision')
  const [day, setDay] = useState<string | null>(null)
  const making = useMutation({
    mutationFn: async () => (await createLegalBasis({ body: { kind, issuer: text.issuer, title: text.title, issued_on: day, number: text.number || null, url: text.url || null } })).data,
    onSuccess: (basis) => {
      void cache.invalidateQueries()
      onMade(basis)
    },
  })
  const ready = text.issuer.trim() !== '' && text.title.trim() !== ''
  const field = (name: keyof typeof text, label: string, optional = false) => (
    <TextField label={label} optional={optional} value={text[name]} error={isProblem(making.error) ? making.error.errorOf(name) : undefined} onChange={(event) => setText({ ...text, [name]: event.target.value })} />
  )
  return (
    <fieldset className={styles.box}>
      <legend className="field__label">{words.basisAdd}</legend>
      <FilterSelect label={words.basisKind} value={kind} options={KINDS.map((value) => ({ value, label: words.basisKinds[value] }))} onChange={(chosen) => chosen !== undefined && setKind(chosen)} />
      <div className={styles.grid}>
        {field('number', words.number, true)}
        <DayField label={words.basisIssued} optional value={day} onChange={setDay} />
        {field('issuer', words.basisIssuer)}
      </div>
      {field('title', words.basisTitle)}
      {field('url', words.basisUrl, true)}
      <Button aria-disabled={!ready} loading={making.isPending} onClick={() => ready && making.mutate()}>
        {words.basisAdd}
      </Button>
      {making.error !== null && <ErrorState error={making.error} />}
    </fieldset>
  )
}
