import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { createUnitPlanMutation, getUnitPlanBoardOptions } from '@/api/@tanstack/react-query.gen'
import type { UnitPlanBoard } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { PaperMenu } from '@/components/papers/PaperMenu'
import { QueryState } from '@/components/QueryState'
import { PlanSelect } from '@/components/table/PlanSelect'
import { useUnitView } from '@/components/table/use-unit-view'
import { ViewTabs } from '@/components/ViewTabs'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import { prune } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { Board } from './Board'
import { ItemList } from './ItemList'
import type { UnitPlansSearch } from './search'

interface PageProps {
  search: UnitPlansSearch
  onSearch: (search: UnitPlansSearch) => void
}

/** The units' own plans of the year: who has sent theirs, and what all of them will do. */
export function UnitPlansPage({ search, onSearch }: PageProps) {
  const within = (next: UnitPlansSearch) => onSearch(prune({ units: search.units, ...next, plan: search.plan }))
  const words = useWords(unitPlansWords)
  const { view, control } = useUnitView(search.units, (units) => onSearch(prune({ ...search, units })))
  const query = useQuery({ ...getUnitPlanBoardOptions({ query: { plan: search.plan, view } }), placeholderData: keepPreviousData })
  return (
    <QueryState query={query}>
      {(board) =>
        board.plan === null ? (
          <>
            <PageHeader title={words.plain} />
            <EmptyState>{words.noPlan}</EmptyState>
          </>
        ) : (
          <>
            <PageHeader
              title={words.title(board.plan.year)}
              facts={<Facts board={board} />}
              actions={
                <>
                  <PlanSelect value={search.plan} onChange={(plan) => onSearch(prune({ view: search.view, units: search.units, plan }))} />
                  <OwnButton board={board} planId={board.plan.id} />
                  {hasPaper(board) && <PaperMenu label={words.exportAll} about={{ subject: 'unit_plans', id: board.plan.id }} />}
                </>
              }
            />
            <ViewTabs
              label={words.views}
              chosen={search.view ?? 'board'}
              tabs={(['board', 'items'] as const).map((key) => ({ key, label: words.tabs[key] }))}
              onChoose={(key) => within(key === 'items' ? { view: 'items' } : {})}
            />
            {search.view === 'items' ? <ItemList planId={board.plan.id} search={search} onSearch={within} /> : (
              <>
                {control}
                <Board board={board} planId={board.plan.id} view={view} search={search} onSearch={within} />
              </>
            )}
          </>
        )
      }
    </QueryState>
  )
}

/** All plans together, for whom the server makes a paper of them. */
function hasPaper(board: UnitPlanBoard): boolean {
  return board.allowed_actions.includes('consolidate')
}

function Facts({ board }: { board: UnitPlanBoard }) {
  const words = useWords(unitPlansWords)
  return (
    <>
      {board.due_on !== null && <strong>{words.dueBy(formatDay(board.due_on))}</strong>}
      <span>{words.facts(board.on_time + board.late, board.expected, board.accepted)}</span>
      <span className="secondary">{words.asOf(formatMoment(board.as_of))}</span>
    </>
  )
}

/** A unit opens its own plan, or begins it. */
function OwnButton({ board, planId }: { board: UnitPlanBoard; planId: string }) {
  const words = useWords(unitPlansWords)
  const me = useMe()
  const cache = useQueryClient()
  const navigate = useNavigate()
  const making = useMutation({
    ...createUnitPlanMutation(),
    onSuccess: ({ id }) => {
      void cache.invalidateQueries()
      void navigate({ to: '/unit-plans/$unitPlanId', params: { unitPlanId: id } })
    },
  })
  if (!may(me, 'unit_plan.edit')) return null
  const own = board.items.find(({ unit }) => unit.id === me.membership.unit.id)?.unit_plan_id ?? null
  return (
    <>
      {own === null ? (
        <Button type="primary" loading={making.isPending} onClick={() => making.mutate({ body: { plan_id: planId } })}>
          {words.begin}
        </Button>
      ) : (
        <LinkButton type="primary" href={`/unit-plans/${own}`}>
          {words.open}
        </LinkButton>
      )}
      {making.error !== null && <ErrorState error={making.error} />}
    </>
  )
}
