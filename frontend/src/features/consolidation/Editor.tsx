import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getConsolidatedReportQueryKey, getSectionOptions } from '@/api/@tanstack/react-query.gen'
import type { ConsolidatedRead } from '@/api/types.gen'
import { QueryState } from '@/components/QueryState'
import { SaveStatus } from '@/components/SaveStatus'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import { useDrafts, useDraftSummary } from '@/lib/drafts/use-drafts'
import { useShortcuts } from '@/lib/keys'
import { THREE_PANES, useMedia } from '@/lib/use-media'
import { blockDrafts } from './blocks'
import { Head } from './Head'
import { Outline } from './Outline'
import { RefreshDialog } from './RefreshDialog'
import type { ConsolidatedPageProps } from './search'
import { SectionPane } from './SectionPane'
import { Sources } from './Sources'
import styles from './consolidation.module.css'

/** Outline, section under the pen, and the report lines behind the paragraph under the cursor. */
export function Editor(props: ConsolidatedPageProps & { report: ConsolidatedRead }) {
  const { report, place, onPlace } = props
  const words = useWords(consolidationWords)
  const cache = useQueryClient()
  const drafts = useDrafts(blockDrafts)
  const summary = useDraftSummary(drafts)
  const wide = useMedia(THREE_PANES)
  const [refreshing, setRefreshing] = useState(false)
  const at = Math.max(0, report.sections.findIndex(({ key }) => key === place.section))
  const current = report.sections[at]
  const section = useQuery({ ...getSectionOptions({ path: { consolidated_id: report.id, key: current?.key ?? '' } }), enabled: current !== undefined })
  const open = (key: string | undefined) => key !== undefined && onPlace({ section: key })
  useShortcuts([
    { keys: 'Alt+Shift+ArrowUp', label: words.keys.previousSection, run: () => open(report.sections[at - 1]?.key) },
    { keys: 'Alt+Shift+ArrowDown', label: words.keys.nextSection, run: () => open(report.sections[at + 1]?.key) },
    { keys: 'Ctrl+KeyS', label: words.keys.save, run: () => void drafts.flushAll() },
  ])
  const settle = async () => {
    await drafts.flushAll()
    await cache.invalidateQueries({ queryKey: getConsolidatedReportQueryKey({ path: { consolidated_id: report.id } }) })
  }
  return (
    <div className={styles.page} data-fills data-shows={place.section === undefined ? 'outline' : 'section'}>
      <Head {...props} saved={<SaveStatus status={summary} />} onRefresh={() => void settle().then(() => setRefreshing(true))} beforeSubmit={settle} />
      <div className={styles.panes}>
        <Outline report={report} current={current?.key} onOpen={open} />
        <div className={styles.section}>
          <QueryState query={section}>
            {(read) => <SectionPane key={read.key} report={report} section={read} place={place} onPlace={onPlace} drafts={drafts} beside={!wide} next={report.sections[at + 1]?.key} />}
          </QueryState>
        </div>
        {wide && (
          <aside className={styles.aside} aria-label={words.sources}>
            <h2>{words.sources}</h2>
            <Sources blockId={place.block} />
          </aside>
        )}
      </div>
      {refreshing && <RefreshDialog report={report} onClose={() => setRefreshing(false)} />}
    </div>
  )
}
