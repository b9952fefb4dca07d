import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { computeAttentionMutation, getAttentionRuleOptions, listAttentionOptions, listPeriodsOptions } from '@/api/@tanstack/react-query.gen'
import type { AttentionRow, PeriodRow } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { attentionWords } from '@/i18n/attention'
import { commonWords } from '@/i18n/common'
import { urgingWords } from '@/i18n/urging'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { fromStart, type ListSearch } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { RuleDialog } from './RuleDialog'

export interface AttentionSearch extends ListSearch {
  state?: AttentionRow['state']
}

interface ListProps {
  search: AttentionSearch
  onSearch: (search: AttentionSearch) => void
  onOpen: (id: string) => void
}

const STATES = ['draft', 'confirmed', 'published', 'discarded'] as const

/** The lists of units that did nothing or did badly. */
export function AttentionListPage({ search, onSearch, onOpen }: ListProps) {
  const words = useWords(attentionWords)
  const all = useWords(commonWords).all
  const me = useMe()
  const urging = useWords(urgingWords)
  const filters = { state: search.state }
  const query = useQuery({ ...listAttentionOptions({ query: { ...filters, q: search.q, sort: search.sort ?? '-computed_at', cursor: search.cursor, count: true } }), placeholderData: keepPreviousData })
  const rule = useQuery(getAttentionRuleOptions())
  const [asking, setAsking] = useState<'compute' | 'rule' | null>(null)
  const manages = rule.data?.allowed_actions.includes('edit') === true
  const empty = manages ? words.empty : may(me, 'attention.publish') ? words.emptyReader : words.emptyUnit
  const columns: Column<AttentionRow>[] = [
    { key: 'title', title: words.listTitle, width: 320, render: (row) => row.title },
    { key: 'state', title: words.state, nowrap: true, render: (row) => words.states[row.state] },
    { key: 'units', title: words.units, number: true, render: (row) => String(row.units) },
    { key: 'computed', title: words.computedAt, sort: 'computed_at', nowrap: true, render: (row) => formatMoment(row.computed_at) },
  ]
  return (
    <>
      <PageHeader
        title={words.title}
        actions={
          <>
            {may(me, 'escalation.read') && <LinkButton href="/urging">{urging.title}</LinkButton>}
            {manages && (
            <>
              <Button onClick={() => setAsking('rule')}>{words.rule}</Button>
              <Button type="primary" onClick={() => setAsking('compute')}>
                {words.compute}
              </Button>
            </>
            )}
          </>
        }
      />
      <ListPage
        path="/api/v1/attention-lists"
        fileName="danh-sach-can-chu-y.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={filters}
        things={words.things}
        empty={empty}
        toolbar={<FilterSelect label={words.state} value={search.state} all={all} options={STATES.map((value) => ({ value, label: words.states[value] }))} onChange={(state) => onSearch(fromStart({ ...search, state }))} />}
      >
        {(rows) => <DataTable label={words.title} columns={columns} rows={rows} idOf={(row) => row.id} hrefOf={(row) => `/attention/${row.id}`} sort={search.sort ?? '-computed_at'} onSort={(sort) => onSearch(fromStart({ ...search, sort }))} />}
      </ListPage>
      {asking === 'compute' && <Computing onClose={() => setAsking(null)} onMade={onOpen} />}
      {asking === 'rule' && rule.data !== undefined && <RuleDialog rule={rule.data} onClose={() => setAsking(null)} />}
    </>
  )
}

function Computing({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const words = useWords(attentionWords)
  const periods = useQuery(listPeriodsOptions({ query: { limit: 100 } }))
  const begun = (periods.data?.items ?? []).filter(({ state }) => state !== 'planned')
  const [period, setPeriod] = useState<string | undefined>()
  const [title, setTitle] = useState<string | null>(null)
  const computing = useMutation({ ...computeAttentionMutation(), onSuccess: ({ id }) => onMade(id) })
  const chosen: PeriodRow | undefined = begun.find(({ id }) => id === period) ?? begun[0]
  const named = title ?? words.titleOf(chosen?.title ?? '')
  const compute = () => {
    if (chosen !== undefined && named.trim() !== '' && !computing.isPending) computing.mutate({ body: { plan_id: chosen.plan_id, period_id: period ?? null, title: named } })
  }
  return (
    <Dialog title={words.computeTitle} onClose={onClose} actions={<Button type="primary" onClick={compute}>{words.compute}</Button>}>
      <div className="stack">
        <FilterSelect label={words.period} value={period} all={words.allPeriods} options={begun.map((item) => ({ value: item.id, label: item.title }))} onChange={setPeriod} />
        <TextField label={words.listTitle} value={named} onChange={(event) => setTitle(event.target.value)} />
        {computing.error !== null && <ErrorState error={computing.error} />}
      </div>
    </Dialog>
  )
}
