import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getFrameworkOptions, getTargetsOptions, listFrameworksOptions, listPlansOptions } from '@/api/@tanstack/react-query.gen'
import type { IndicatorNode, PlanRead, TargetRead } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { ExportButton } from '@/components/table/ListPage'
import { PlanSelect } from '@/components/table/PlanSelect'
import { FilterSelect } from '@/components/table/Select'
import { plansWords } from '@/i18n/plans'
import { scoresWords } from '@/i18n/scores'
import { useWords } from '@/i18n/words'
import { planMeant } from '@/lib/plan-meant'
import { prune } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { IndicatorDetail } from './IndicatorDetail'
import { IndicatorTree } from './IndicatorTree'
import { ScoresImportDialog } from './ScoresImportDialog'
import styles from './framework.module.css'
import type { IndicatorsSearch } from './search'

interface PageProps {
  search: IndicatorsSearch
  onSearch: (search: IndicatorsSearch) => void
}

/** One indicator: its score, its target, who works on it; found in the tree of the plan's own edition, or of any other. */
export function IndicatorsPage({ search, onSearch }: PageProps) {
  const words = useWords(plansWords)
  const plans = useQuery(listPlansOptions({ query: { limit: 200 } }))
  const editions = useQuery(listFrameworksOptions({ query: { sort: '-year', limit: 200 } }))
  return (
    <QueryState query={plans}>
      {({ items }) => (
        <QueryState query={editions}>
          {(listed) => {
            const plan = planMeant(items, search.plan)
            const years = listed.items.map(({ year }) => year)
            const year = years.find((one) => one === (search.edition ?? plan?.framework_year)) ?? years[0]
            return year === undefined ? <EmptyState>{words.noEdition}</EmptyState> : <Indicators plan={plan} year={year} years={years} search={search} onSearch={onSearch} />
          }}
        </QueryState>
      )}
    </QueryState>
  )
}

export function flatten(nodes: readonly IndicatorNode[]): IndicatorNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)])
}

function Indicators({ plan, year, years, search, onSearch }: PageProps & { plan: PlanRead | undefined; year: number; years: readonly number[] }) {
  const words = useWords(plansWords)
  const framework = useQuery({ ...getFrameworkOptions({ path: { year } }), staleTime: Infinity })
  const own = plan?.framework_year === year ? plan : undefined
  const targets = useQuery({ ...getTargetsOptions({ path: { plan_id: own?.id ?? '' } }), enabled: own !== undefined })
  const [text, setText] = useState('')
  const byIndicator = new Map<string, TargetRead>((targets.data?.items ?? []).map((target) => [target.indicator_id, target]))
  // a node of one edition is none of another
  const goTo = (edition: number) => onSearch({ ...search, indicator: undefined, edition: edition === plan?.framework_year ? undefined : edition })
  return (
    <>
      <PageHeader title={words.indicatorsTitle} facts={<span className="secondary">{words.provinceOnly}</span>} actions={<Actions year={year} onSee={goTo} />} />
      <div className={styles.choices}>
        <FilterSelect label={words.edition} value={String(year)} options={years.map((one) => ({ value: String(one), label: words.editionYear(one) }))} onChange={(chosen) => goTo(Number(chosen))} />
        <PlanSelect value={search.plan} onChange={(chosen) => onSearch(prune({ province: search.province, plan: chosen }))} />
      </div>
      {plan !== undefined && own === undefined && (
        <p role="note" className={`row ${styles.note}`}>
          {words.otherEdition(plan.year, plan.framework_year)}
          <Button size="small" onClick={() => goTo(plan.framework_year)}>
            {words.editionOf(plan.framework_year)}
          </Button>
        </p>
      )}
      <QueryState query={framework} heights={[480]}>
        {({ tree }) => {
          const all = flatten(tree)
          // nothing asked for: the first dimension rather than an empty pane
          const chosen = all.find(({ id }) => id === search.indicator) ?? tree[0]
          return (
            <div className={styles.split}>
              <div className="stack" style={{ gap: 8 }}>
                <input className="input" type="search" aria-label={words.searchTree} placeholder={words.searchTree} value={text} onChange={(event) => setText(event.target.value)} />
                <IndicatorTree tree={tree} query={text} chosen={chosen?.id} targets={byIndicator} onChoose={(indicator) => onSearch({ ...search, indicator })} />
              </div>
              {chosen === undefined ? (
                <p className="panel">{words.choose}</p>
              ) : (
                <IndicatorDetail
                  key={chosen.id}
                  node={chosen}
                  path={all.filter(({ code }) => chosen.code.startsWith(`${code}.`))}
                  target={byIndicator.get(chosen.id)}
                  plan={own}
                  province={search.province ?? plan?.province_code ?? undefined}
                  onProvince={(province) => onSearch({ ...search, province: province === plan?.province_code ? undefined : province })}
                />
              )}
            </div>
          )
        }}
      </QueryState>
    </>
  )
}

function Actions({ year, onSee }: { year: number; onSee: (year: number) => void }) {
  const words = useWords(scoresWords)
  const me = useMe()
  const [importing, setImporting] = useState(false)
  return (
    <>
      {may(me, 'scores.import') && <Button onClick={() => setImporting(true)}>{words.open}</Button>}
      <ExportButton path="/api/v1/indicators" fileName="chi-tieu.xlsx" filters={{ framework: year }} />
      {importing && (
        <ScoresImportDialog
          onClose={() => setImporting(false)}
          onSee={(edition) => {
            setImporting(false)
            onSee(edition)
          }}
        />
      )}
    </>
  )
}
