import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { getCalendarOptions, writeCalendarMutation } from '@/api/@tanstack/react-query.gen'
import type { CalendarDayRead, CalendarRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { calendarWords } from '@/i18n/calendar'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { useToday } from '@/lib/session/access'
import { DayList } from './DayList'
import { Months } from './Months'

export interface CalendarSearch {
  year?: number
}

/** When offices work: a year at a glance, what it rests on, and for the coordinator the way to correct it. */
export function CalendarPage({ search, onSearch }: { search: CalendarSearch; onSearch: (search: CalendarSearch) => void }) {
  const words = useWords(calendarWords)
  const today = useToday()
  const year = search.year ?? Number(today.slice(0, 4))
  const query = useQuery(getCalendarOptions({ path: { year } }))
  return (
    <>
      <PageHeader
        title={words.title(year)}
        facts={query.data !== undefined && <Facts calendar={query.data} />}
        actions={
          <>
            <Button icon={<ChevronLeft size={16} aria-hidden />} onClick={() => onSearch({ year: year - 1 })}>
              {words.previous(year - 1)}
            </Button>
            <Button onClick={() => onSearch({ year: year + 1 })}>
              {words.next(year + 1)} <ChevronRight size={16} aria-hidden />
            </Button>
          </>
        }
      />
      <QueryState query={query} heights={[24, 240, 240, 240]}>
        {(calendar) => <Year key={`${calendar.year}-${calendar.version}`} calendar={calendar} />}
      </QueryState>
    </>
  )
}

function Facts({ calendar }: { calendar: CalendarRead }) {
  const words = useWords(calendarWords)
  return (
    <>
      <strong>{words.workingDays(calendar.working_days)}</strong>
      <span>{words.sources[calendar.source]}</span>
      {calendar.basis !== null && <span>{calendar.basis}</span>}
      {calendar.changed_by !== null && calendar.changed_at !== null && <span className="secondary">{words.writtenBy(calendar.changed_by, formatMoment(calendar.changed_at))}</span>}
    </>
  )
}

function Year({ calendar }: { calendar: CalendarRead }) {
  const words = useWords(calendarWords)
  const cache = useQueryClient()
  const [draft, setDraft] = useState<CalendarDayRead[] | null>(null)
  const [basis, setBasis] = useState(calendar.basis ?? '')
  const saving = useMutation({ ...writeCalendarMutation(), onSuccess: () => void cache.invalidateQueries() })
  const days = draft ?? calendar.days
  const ready = basis.trim() !== ''
  const save = () => ready && saving.mutate({ path: { year: calendar.year }, headers: ifMatch(calendar.version), body: { basis, days } })
  return (
    <div className="stack">
      <p className="secondary small">{words.rule}</p>
      <Months year={calendar.year} days={days} />
      {draft === null && calendar.allowed_actions.includes('edit') && (
        <Button style={{ alignSelf: 'start' }} onClick={() => setDraft(calendar.days)}>
          {words.edit}
        </Button>
      )}
      <DayList days={days} onChange={draft === null ? undefined : setDraft} />
      {draft !== null && (
        <>
          <TextField label={words.basis} hint={words.basisHint} value={basis} onChange={(event) => setBasis(event.target.value)} />
          <div className="row">
            <Button type="primary" aria-disabled={!ready || saving.isPending} onClick={save}>
              {words.save}
            </Button>
            <Button onClick={() => setDraft(null)}>{words.cancel}</Button>
          </div>
          {saving.error !== null && <ErrorState error={saving.error} />}
        </>
      )}
    </div>
  )
}
