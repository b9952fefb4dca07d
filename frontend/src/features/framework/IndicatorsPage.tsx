import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getFrameworkOptions, getTargetsOptions, listPlansOptions } from '@/api/@tanstack/react-query.gen'
import type { IndicatorNode, PlanRead, TargetRead } from '@/api/types.gen'
import { ExportButton } from '@/components/table/ListPage'
import { PageHeader } from '@/components/PageHeader'
import { PlanSelect } from '@/components/table/PlanSelect'
import { QueryState } from '@/components/QueryState'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { scoresWords } from '@/i18n/scores'
import { useWords } from '@/i18n/words'
import { planMeant } from '@/lib/plan-meant'
import { prune } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { IndicatorDetail } from './IndicatorDetail'
import { IndicatorTree } from './IndicatorTree'
import { ScoresImportDialog } from './ScoresImportDialog'
import type { IndicatorsSearch } from './search'
import styles from './framework.module.css'

interface PageProps {
  search: IndicatorsSearch
  onSearch: (search: IndicatorsSearch) => void
}

/** One indicator: its score, its target, who works on it; found in the tree of the plan's own edition. */
export function IndicatorsPage({ search, onSearch }: PageProps) {
  const plans = useQuery(listPlansOptions({ query: { limit: 200 } }))
  return <QueryState query={plans}>{({ items }) => <Indicators plan={planMeant(items, search.plan)} search={search} onSearch={onSearch} />}</QueryState>
}

export function flatten(nodes: readonly IndicatorNode[]): IndicatorNode[] {
  return nodes.flatMap((node) => [node, ...flatten(node.children)])
}

function Indicators({ plan, search, onSearch }: PageProps & { plan: PlanRead | undefined }) {
  const words = useWords(plansWords)
  const common = useWords(commonWords)
  const year = plan?.framework_year ?? 2023
  const framework = useQuery({ ...getFrameworkOptions({ path: { year } }), staleTime: Infinity })
  const targets = useQuery({ ...getTargetsOptions({ path: { plan_id: plan?.id ?? '' } }), enabled: plan !== undefined })
  const [text, setText] = useState('')
  const byIndicator = new Map<string, TargetRead>((targets.data?.items ?? []).map((target) => [target.indicator_id, target]))
  return (
    <>
      <PageHeader title={words.indicatorsTitle} facts={<span className="secondary">{words.provinceOnly}</span>} actions={
        <>
          <PlanSelect value={search.plan} onChange={(chosen) => onSearch(prune({ plan: chosen }))} />
          <Actions year={year} />
        </>
      } />
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
              {chosen === undefined || plan === undefined ? (
                <p className="panel">{chosen === undefined ? words.choose : common.table.none}</p>
              ) : (
                <IndicatorDetail key={chosen.id} node={chosen} path={all.filter(({ code }) => chosen.code.startsWith(`${code}.`))} target={byIndicator.get(chosen.id)} plan={plan} />
              )}
            </div>
          )
        }}
      </QueryState>
    </>
  )
}

function Actions({ year }: { year: number }) {
  const words = useWords(scoresWords)
  const me = useMe()
  const [importing, setImporting] = useState(false)
  return (
    <>
      {may(me, 'scores.import') && <Button onClick={() => setImporting(true)}>{words.open}</Button>}
      <ExportButton path="/api/v1/indicators" fileName="chi-tieu.xlsx" filters={{ framework: year }} />
      {importing && <ScoresImportDialog onClose={() => setImporting(false)} />}
    </>
  )
}
