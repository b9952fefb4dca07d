import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { X } from 'lucide-react'
import { getAssignmentCountsOptions, getIndicatorOptions, getTaskOptions, listPeriodsOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanRead } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { DimensionSelect } from '@/components/table/DimensionSelect'
import { FilterSelect } from '@/components/table/Select'
import { UnitSelect } from '@/components/table/UnitSelect'
import { UnitViewSelect } from '@/components/table/UnitViewSelect'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { may, useMe } from '@/lib/session/access'
import { MINE } from '@/lib/unit-view'
import { sameFilters } from './filters'
import { DEADLINE_FILTERS, MANDATES, PARTS, RECEIPTS, WORK_FILTERS, type PlanSearch } from './search'
import styles from './plans.module.css'

interface FilterProps {
  search: PlanSearch
  onChange: (search: PlanSearch) => void
}

type ViewKey = 'all' | 'overdue' | 'soon' | 'unsaved' | 'awaiting' | 'mine' | 'untaken' | 'questioned' | 'lacking' | 'asked' | 'own'

/** The saved views: which filters each of them is, and whether all of them are known. */
function useViews(): { views: Partial<Record<ViewKey, PlanSearch>>; known: boolean } {
  const me = useMe()
  const mine = me.membership.unit.id
  // a unit's own overdue work, as its overview counts it; what others do under its lead is found by the fields
  const reports = may(me, 'report.edit')
  const own = reports ? { unit: mine } : {}
  const periods = useQuery(listPeriodsOptions({ query: { state: 'open', limit: 1 } }))
  const period = periods.data?.items[0]
  const views: Partial<Record<ViewKey, PlanSearch>> = {
    all: {},
    overdue: { ...own, deadline_state: 'overdue' },
    soon: { ...own, deadline_state: 'due_soon' },
    ...(period !== undefined && { unsaved: { ...own, not_saved_since: period.data_from } }),
    awaiting: { work_state: 'awaiting_confirmation', cadence: 'once' },
    mine: { unit: mine },
    untaken: { ...own, receipt: 'awaited' },
    questioned: { ...own, receipt: 'questioned' },
    lacking: { lead_mark: 'lacking' },
    ...(!reports && { asked: { mandate: 'requested' } }),
    own: { ...own, own: true },
  }
  return { views, known: !periods.isPending }
}

/** The views that are asked for every day, each with how many there are. */
export function PlanViews({ plan, search, onChange }: FilterProps & { plan: PlanRead }) {
  const words = useWords(plansWords)
  const { views, known } = useViews()
  const keys = Object.keys(views) as ViewKey[]
  const { unit, not_saved_since } = { ...views.overdue, ...views.unsaved }
  const counts = useQuery({ ...getAssignmentCountsOptions({ query: { plan: plan.id, unit, not_saved_since } }), staleTime: 60_000, enabled: known }).data
  const chosen = keys.find((key) => sameFilters(views[key] ?? {}, search)) ?? 'none'
  const chips: { key: ViewKey | 'none'; label: string; count: number | undefined }[] = keys.map((key) => ({ key, label: words.viewNames[key], count: counts?.[key === 'soon' ? 'due_soon' : key] ?? undefined }))
  return (
    <div className={styles.views}>
      <Chips label={words.views} chips={chips} chosen={chosen} onChoose={(key) => onChange(key === 'none' ? {} : (views[key] ?? {}))} />
    </div>
  )
}

export function PlanFilters({ search, plan, onChange }: FilterProps & { plan: PlanRead }) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const work = useWords(workWords)
  const common = useWords(commonWords)
  return (
    <>
      <UnitSelect label={words.unit} value={search.unit} all={common.all} more={search.unit === MINE ? [{ value: MINE, label: words.minePlus }] : []} onChange={(unit) => onChange({ ...search, unit })} />
      <DimensionSelect label={words.dimension} year={plan.framework_year} none={words.general} value={search.dimension} onChange={(dimension) => onChange({ ...search, dimension })} />
      <FilterSelect label={words.part} value={search.part} all={common.all} options={PARTS.map((value) => ({ value, label: terms.part[value] }))} onChange={(part) => onChange({ ...search, part })} />
      <FilterSelect label={words.mandate} value={search.mandate} all={common.all} options={MANDATES.map((value) => ({ value, label: terms.mandate[value] }))} onChange={(mandate) => onChange({ ...search, mandate })} />
      <FilterSelect label={work.part} value={search.receipt} all={common.all} options={RECEIPTS.map((value) => ({ value, label: work.receiptFilters[value] }))} onChange={(receipt) => onChange({ ...search, receipt })} />
      <FilterSelect label={words.work} value={search.work_state} all={common.all} options={WORK_FILTERS.map((value) => ({ value, label: terms.work[value] }))} onChange={(state) => onChange({ ...search, work_state: state })} />
      <FilterSelect label={words.deadline} value={search.deadline_state} all={common.all} options={DEADLINE_FILTERS.map((value) => ({ value, label: terms.deadline[value] }))} onChange={(state) => onChange({ ...search, deadline_state: state })} />
      <UnitViewSelect value={search.units} onChange={(units) => onChange({ ...search, units })} />
    </>
  )
}

/** Filters that came with a link and have no field: said in words, and taken away by a press. */
export function LinkedFilters({ search, onChange }: FilterProps) {
  const words = useWords(plansWords)
  const terms = useWords(termWords)
  const work = useWords(workWords)
  const task = useQuery({ ...getTaskOptions({ path: { task_id: search.task ?? '' } }), enabled: search.task !== undefined })
  const indicator = useQuery({ ...getIndicatorOptions({ path: { indicator_id: search.indicator ?? '' } }), enabled: search.indicator !== undefined })
  const found: { key: 'task' | 'indicator' | 'cadence' | 'lead_mark' | 'answerable' | 'stale' | 'units'; said: string }[] = []
  if (task.data !== undefined) found.push({ key: 'task', said: `${words.task}: ${task.data.title}` })
  if (indicator.data !== undefined) found.push({ key: 'indicator', said: `${terms.level[indicator.data.level]} ${indicator.data.code} ${indicator.data.name_vi}` })
  if (search.cadence !== undefined) found.push({ key: 'cadence', said: `${words.cadence}: ${terms.cadence[search.cadence]}` })
  if (search.lead_mark !== undefined) found.push({ key: 'lead_mark', said: `${work.leadMark}: ${work.leadMarks[search.lead_mark]}` })
  if (search.answerable === true) found.push({ key: 'answerable', said: work.answerable })
  if (search.stale === true) found.push({ key: 'stale', said: words.stale })
  if (found.length === 0) return null
  return (
    <ul className={styles.linked}>
      {found.map(({ key, said }) => (
        <li key={key}>
          <Button size="small" onClick={() => onChange({ ...search, [key]: undefined })}>
            <span>{said}</span> <X size={14} aria-label={words.takeAway} />
          </Button>
        </li>
      ))}
    </ul>
  )
}
