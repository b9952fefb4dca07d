import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getConsolidatedReportOptions, previewRefreshOptions } from '@/api/@tanstack/react-query.gen'
import { refreshConsolidatedReport } from '@/api/sdk.gen'
import type { ConsolidatedRead, RefreshItem } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { FilterSelect } from '@/components/table/Select'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import { tagOf } from './blocks'
import { Compared } from './Compared'
import styles from './parts.module.css'

const without = (chosen: ReadonlySet<string>, items: readonly RefreshItem[]) => new Set([...chosen].filter((key) => items.every((item) => item.key !== key)))

const isFree = ({ edited, removed }: RefreshItem) => !edited && !removed

/** What new reports would change, paragraph by paragraph; only what is chosen is taken over, edited ones are never chosen by themselves. */
export function RefreshDialog({ report, onClose }: { report: ConsolidatedRead; onClose: () => void }) {
  const words = useWords(consolidationWords)
  const cache = useQueryClient()
  const query = useQuery({ ...previewRefreshOptions({ path: { consolidated_id: report.id } }), staleTime: 0, gcTime: 0 })
  // a paragraph that was saved just now has moved the report on; what is taken is held against what is read here
  const present = useQuery({ ...getConsolidatedReportOptions({ path: { consolidated_id: report.id } }), staleTime: 0 })
  const [only, setOnly] = useState<string>()
  const all = query.data?.items ?? []
  const sections = [...new Map(all.map((item) => [item.section, item.section_title]))]
  const items = all.filter(({ section }) => only === undefined || section === only)
  const free = items.filter(isFree).map(({ key }) => key)
  const [picked, setPicked] = useState<ReadonlySet<string> | null>(null)
  const chosen = picked ?? new Set(all.filter(isFree).map(({ key }) => key))
  const taking = useMutation({
    mutationFn: () => refreshConsolidatedReport({ path: { consolidated_id: report.id }, body: { take: [...chosen] }, headers: tagOf(present.data ?? report) }),
    onSuccess: () => {
      void cache.invalidateQueries()
      onClose()
    },
    // what was written meanwhile is read again, so that the next press speaks of the report as it stands
    onError: () => void cache.invalidateQueries(),
  })
  const toggle = (key: string) => {
    const next = new Set(chosen)
    if (!next.delete(key)) next.add(key)
    setPicked(next)
  }
  return (
    <Dialog
      title={words.refreshTitle}
      onClose={onClose}
      width={920}
      actions={
        query.data !== undefined &&
        !present.isFetching && (
          <Button type="primary" loading={taking.isPending} onClick={() => taking.mutate()}>
            {words.refreshDo(chosen.size)}
          </Button>
        )
      }
    >
      {taking.error !== null && <ErrorState error={taking.error} onRetry={() => void query.refetch()} />}
      <QueryState query={query} heights={[24, 80, 80]}>
        {() => (
          <div className="stack">
            <p>{all.length === 0 ? words.refreshNothing : words.refreshNote}</p>
            {items.length > 0 && (
              <div className="row">
                {sections.length > 1 && (
                  <FilterSelect
                    label={words.refreshSection}
                    value={only}
                    all={words.refreshEverySection(all.length)}
                    options={sections.map(([section, title]) => ({ value: section, label: `${title} (${all.filter((item) => item.section === section).length})` }))}
                    onChange={setOnly}
                  />
                )}
                <Button size="small" onClick={() => setPicked(new Set([...chosen, ...free]))}>
                  {words.refreshAll(free.length)}
                </Button>
                <Button size="small" onClick={() => setPicked(without(chosen, items))}>
                  {words.refreshNone}
                </Button>
              </div>
            )}
            <div className={styles.changes}>
              {sections.filter(([section]) => only === undefined || section === only).map(([section]) => (
                <SectionChanges key={section} items={items.filter((item) => item.section === section)} chosen={chosen} onToggle={toggle} />
              ))}
            </div>
          </div>
        )}
      </QueryState>
    </Dialog>
  )
}

function SectionChanges({ items, chosen, onToggle }: { items: readonly RefreshItem[]; chosen: ReadonlySet<string>; onToggle: (key: string) => void }) {
  const words = useWords(consolidationWords)
  return (
    <section>
      <h3>{items[0]?.section_title}</h3>
      <ul className={styles.sources}>
        {items.map((item) => (
          <li key={item.key} className={styles.change}>
            <label>
              <input type="checkbox" checked={chosen.has(item.key)} onChange={() => onToggle(item.key)} /> <strong>{words.changes[item.change]}</strong>
              {item.edited && <span className={styles.sourceMoved}>{words.youEdited}</span>}
              {item.removed && <span className={styles.sourceMoved}>{words.youRemoved}</span>}
            </label>
            {item.mine !== null && item.after !== null ? <Compared before={item.mine} after={item.after} /> : <p className={styles.said}>{item.after ?? item.mine}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
