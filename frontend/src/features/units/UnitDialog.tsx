import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getUnitHistoryOptions, getUnitOptions, updateUnitMutation } from '@/api/@tanstack/react-query.gen'
import type { UnitRow } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { Letterhead } from '@/components/papers/Letterhead'
import { QueryState } from '@/components/QueryState'
import { adminWords } from '@/i18n/admin'
import { papersWords } from '@/i18n/papers'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { may, useMe, useToday } from '@/lib/session/access'

/** One unit: its codes, each with the time it holds, the names it has borne, and a new one from a day on. */
export function UnitDialog({ unit, onClose }: { unit: UnitRow; onClose: () => void }) {
  const words = useWords(adminWords)
  const papers = useWords(papersWords)
  const me = useMe()
  const cache = useQueryClient()
  const history = useQuery(getUnitHistoryOptions({ path: { unit_id: unit.id } }))
  const [name, setName] = useState(unit.name)
  const [short, setShort] = useState(unit.short_name)
  const [since, setSince] = useState<string | null>(useToday())
  const [until, setUntil] = useState(unit.valid_to)
  const saving = useMutation({ ...updateUnitMutation(), onSuccess: () => {
      void cache.invalidateQueries()
      onClose()
    } })
  const editable = unit.allowed_actions.includes('edit')
  const ready = name.trim() !== '' && short.trim() !== '' && since !== null
  return (
    <Dialog
      title={unit.name}
      onClose={onClose}
      width={560}
      actions={
        editable && (
          <Button
            type="primary"
            aria-disabled={!ready}
            onClick={() => ready && saving.mutate({ path: { unit_id: unit.id }, headers: ifMatch(unit.version), body: { name, short_name: short, since, valid_to: until } })}
          >
            {words.save}
          </Button>
        )
      }
    >
      <div className="stack">
        {editable && (
          <>
            <TextField label={words.name} value={name} onChange={(event) => setName(event.target.value)} />
            <TextField label={words.shortName} value={short} onChange={(event) => setShort(event.target.value)} />
            <DayField label={words.since} required value={since} onChange={setSince} />
            <DayField label={words.outOfUse} optional value={until} onChange={setUntil} />
          </>
        )}
        {saving.error !== null && <ErrorState error={saving.error} />}
        <Codes unit={unit} />
        <Lineage unit={unit} />
        {(may(me, 'papers.manage') || me.membership.unit.id === unit.id) && (
          <section>
            <h3>{papers.letterhead}</h3>
            <Letterhead unitId={unit.id} />
          </section>
        )}
        <h3>{words.history}</h3>
        <QueryState query={history} heights={[24, 24]}>
          {({ items }) => (
            <ul>
              {items.map((item) => (
                <li key={item.valid_from}>
                  {item.name} <span className="secondary small">{words.fromTo(formatDay(item.valid_from), item.valid_to === null ? words.now : formatDay(item.valid_to))}</span>
                </li>
              ))}
            </ul>
          )}
        </QueryState>
      </div>
    </Dialog>
  )
}

/** The units before and after, where units were reorganised; each leads to itself in the list of its days. */
function Lineage({ unit }: { unit: UnitRow }) {
  const words = useWords(reorganisationWords)
  const { data } = useQuery(getUnitOptions({ path: { unit_id: unit.id } }))
  const sides = [
    { title: words.fromUnits, items: data?.predecessors ?? [], last: true },
    { title: words.toUnits, items: data?.successors ?? [], last: false },
  ]
  return sides.map(
    ({ title, items, last }) =>
      items.length > 0 && (
        <section key={title}>
          <h3>{title}</h3>
          <ul>
            {items.map(({ id, code, name, since }) => (
              <li key={id}>
                <AppLink href={last ? `/units?on=${dayBefore(since)}&q=${encodeURIComponent(code)}` : `/units?q=${encodeURIComponent(code)}`}>{name}</AppLink> <span className="secondary small">{words.since(formatDay(since))}</span>
              </li>
            ))}
          </ul>
        </section>
      ),
  )
}

function dayBefore(day: string): string {
  const moment = new Date(`${day}T12:00:00Z`)
  moment.setUTCDate(moment.getUTCDate() - 1)
  return moment.toISOString().slice(0, 10)
}

function Codes({ unit }: { unit: UnitRow }) {
  const words = useWords(adminWords)
  const query = useQuery(getUnitOptions({ path: { unit_id: unit.id } }))
  const schemeOf = (scheme: string) => (scheme in words.schemes ? words.schemes[scheme as keyof typeof words.schemes] : scheme)
  return (
    <section>
      <h3>{words.codes}</h3>
      <QueryState query={query} heights={[24, 24]}>
        {({ codes }) => (
          <ul>
            {codes.length === 0 && <li className="secondary">{words.noCodes}</li>}
            {codes.map((code) => (
              <li key={`${code.scheme}${code.value}${code.valid_from}`}>
                {schemeOf(code.scheme)}: <strong>{code.value}</strong>{' '}
                <span className="secondary small">{words.fromTo(formatDay(code.valid_from), code.valid_to === null ? words.now : formatDay(code.valid_to))}</span>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </section>
  )
}
