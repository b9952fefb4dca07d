import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getCompletenessOverPeriodsOptions } from '@/api/@tanstack/react-query.gen'
import type { CompletenessOverPeriods, CompletenessRow } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { EmptyState } from '@/components/EmptyState'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { BoardStatus, type Standing } from '@/components/Status'
import { ExportButton } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { periodsWords } from '@/i18n/periods'
import { useWords } from '@/i18n/words'
import { formatPercent } from '@/lib/format'
import { href } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { Behind } from './Behind'
import { COUNTS, GROUPED_BY, type OverSearch } from './search'
import styles from './periods.module.css'


interface OverProps {
  search: OverSearch
  onSearch: (search: OverSearch) => void
}

/** Who has reported over all periods of a plan: a matrix with totals, each number with its list. */
export function OverPage({ search, onSearch }: OverProps) {
  const words = useWords(periodsWords)
  const by = search.by ?? 'unit'
  const found = useQuery({ ...getCompletenessOverPeriodsOptions({ query: { plan: search.plan, group_by: by } }), placeholderData: keepPreviousData })
  return (
    <>
      <PageHeader
        title={words.overTitle}
        actions={
          <>
            <LinkButton href="/periods">{words.board}</LinkButton>
            <LinkButton href="/period-calendar">{words.calendar}</LinkButton>
          </>
        }
      />
      <div className="row">
        <FilterSelect label={words.group} value={by} options={GROUPED_BY.map((value) => ({ value, label: words.by[value] }))} onChange={(value) => onSearch({ plan: search.plan, by: value })} />
        <ExportButton path="/api/v1/completeness" fileName="bao-cao-qua-cac-ky.xlsx" filters={{ plan: search.plan, group_by: by }} />
      </div>
      <QueryState query={found}>{(read) => (read.periods.length === 0 ? <EmptyState>{words.noPeriods}</EmptyState> : <Matrix read={read} search={search} onSearch={onSearch} />)}</QueryState>
      {search.of !== undefined && <Behind search={search} label={found.data?.items.find(({ key }) => key === search.of)?.label ?? words.total} onClose={() => onSearch({ plan: search.plan, by: search.by })} />}
    </>
  )
}

function Matrix({ read, search, onSearch }: OverProps & { read: CompletenessOverPeriods }) {
  const words = useWords(periodsWords)
  const share = (value: number | null) => (value === null ? '–' : formatPercent(Math.round(value * 1000) / 10))
  const me = useMe()
  const own = may(me, 'report.edit') ? me.membership.unit.id : undefined
  const stale = (rate: number | null, of: { unit?: string | undefined; dimension?: string }) =>
    rate === null ? '–' : <AppLink href={href('/plan', { plan: read.plan_id ?? undefined, unit: own, mandate: 'assigned', stale: true, ...of })} title={words.updateBehind}>{share(rate)}</AppLink>
  const open = (of: string, more: Pick<OverSearch, 'period' | 'standing'>) => onSearch({ plan: search.plan, by: search.by, of, ...more })
  return (
    <div className={styles.scroll} role="region" aria-label={words.overTitle} tabIndex={0}>
      <table className={styles.matrix}>
        <thead>
          <tr>
            <th scope="col">{words.by[read.group_by]}</th>
            {read.periods.map((period) => (
              <th key={period.id} scope="col">
                {period.title}
              </th>
            ))}
            {COUNTS.map((name) => (
              <th key={name} scope="col" className="numbers">
                {words.counts[name]}
              </th>
            ))}
            <th scope="col" className="numbers">{words.onTimeRate}</th>
            <th scope="col" className="numbers">{words.updateRate}</th>
          </tr>
        </thead>
        <tbody>
          {read.items.map((item) => (
            <tr key={item.key}>
              <th scope="row">{item.label}</th>
              {item.cells.map((cell) => (
                <td key={cell.period_id}>
                  <Cell cell={cell} onOpen={() => open(item.key, { period: cell.period_id })} />
                </td>
              ))}
              {COUNTS.map((name) => (
                <td key={name} className="numbers">
                  <Count number={item[name]} onOpen={() => open(item.key, { standing: name })} />
                </td>
              ))}
              <td className="numbers">{share(item.on_time_rate)}</td>
              <td className="numbers">{stale(item.update_rate, item.unit_id === null ? { dimension: item.key === '' ? 'none' : item.key } : { unit: item.unit_id })}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            {read.periods.map((period) => (
              <td key={period.id}>
                <Count number={period.on_time + period.late} of={period.expected} onOpen={() => open('*', { period: period.id })} />
              </td>
            ))}
            {COUNTS.map((name) => (
              <td key={name} className="numbers">
                <Count number={read.total[name]} onOpen={() => open('*', { standing: name })} />
              </td>
            ))}
            <td className="numbers">{share(read.on_time_rate)}</td>
            <td className="numbers">{stale(read.update_rate, {})}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

function Cell({ cell, onOpen }: { cell: CompletenessRow['cells'][number]; onOpen: () => void }) {
  if (cell.standing !== null) {
    return (
      <button type="button" className={styles.number} onClick={onOpen}>
        <BoardStatus standing={cell.standing as Standing} />
      </button>
    )
  }
  const all = cell.expected + cell.asked + cell.voluntary
  return all === 0 ? '–' : <Count number={cell.on_time + cell.late} of={cell.expected} onOpen={onOpen} />
}

function Count({ number, of, onOpen }: { number: number; of?: number; onOpen: () => void }) {
  const words = useWords(periodsWords)
  if (number === 0 && of === undefined) return 0
  return (
    <button type="button" className={styles.number} onClick={onOpen}>
      {of === undefined ? number : words.sentOf(number, of)}
    </button>
  )
}
