import { useQuery } from '@tanstack/react-query'
import { getFindingOptions, getFindingTimelineOptions } from '@/api/@tanstack/react-query.gen'
import type { FindingDetail } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { TimelineSection } from '@/components/Timeline'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'
import { FindingCard } from './FindingCard'
import styles from './inspections.module.css'

/** One finding by itself: where notices, documents and the unit's work lead. */
export function FindingPage({ id }: { id: string }) {
  const query = useQuery(getFindingOptions({ path: { finding_id: id } }))
  return (
    <QueryState query={query} heights={[48, 240]}>
      {(finding) => <Finding finding={finding} />}
    </QueryState>
  )
}

function Finding({ finding }: { finding: FindingDetail }) {
  const words = useWords(inspectionWords)
  const timeline = useQuery(getFindingTimelineOptions({ path: { finding_id: finding.id } }))
  return (
    <div className={styles.page}>
      <PageHeader
        title={words.number(finding.number)}
        facts={
          <>
            <span>{finding.inspection.title}</span>
            <span>{finding.unit.name}</span>
          </>
        }
        actions={<LinkButton href={`/inspections/${finding.inspection.id}`}>{words.openInspection}</LinkButton>}
      />
      <FindingCard finding={finding} headed={false} />
      <TimelineSection title={words.timeline} query={timeline} />
    </div>
  )
}
