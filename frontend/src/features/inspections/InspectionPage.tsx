import { useQuery } from '@tanstack/react-query'
import { EyeOff } from 'lucide-react'
import { getInspectionOptions, getInspectionTimelineOptions } from '@/api/@tanstack/react-query.gen'
import type { InspectionRead } from '@/api/types.gen'
import { FactList } from '@/components/FactList'
import { LinkButton } from '@/components/LinkButton'
import { PackButton } from '@/components/PackButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { Mark } from '@/components/Status'
import { TimelineSection } from '@/components/Timeline'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import { Attached } from './Documents'
import { FindingCard } from './FindingCard'
import { InspectionActs } from './InspectionActs'
import { InspectionMark } from './Marks'
import styles from './inspections.module.css'

/** One inspection: what it is, what was found, and what became of that. */
export function InspectionPage({ id }: { id: string }) {
  const query = useQuery(getInspectionOptions({ path: { inspection_id: id } }))
  return (
    <QueryState query={query} heights={[48, 200, 160, 160]}>
      {(inspection) => <Inspection inspection={inspection} />}
    </QueryState>
  )
}

function Inspection({ inspection }: { inspection: InspectionRead }) {
  const words = useWords(inspectionWords)
  const timeline = useQuery(getInspectionTimelineOptions({ path: { inspection_id: inspection.id } }))
  const attaches = inspection.allowed_actions.includes('attach')
  const packed = inspection.documents.length + inspection.found.reduce((sum, { documents, remedies }) => sum + documents.length + remedies.length, 0) > 0
  return (
    <div className={styles.page}>
      <PageHeader
        title={inspection.title}
        facts={
          <>
            <InspectionMark state={inspection.state} />
            <span>{inspection.unit.name}</span>
            <span>{words.kinds[inspection.kind]}</span>
            {!inspection.announced && (
              <Mark icon={EyeOff} colour="purple">
                {words.hidden}
              </Mark>
            )}
          </>
        }
        actions={
          <>
            <InspectionActs inspection={inspection} />
            {packed && <PackButton wish={{ inspection: inspection.id }} label={words.pack} />}
            <LinkButton href="/inspections">{words.back}</LinkButton>
          </>
        }
      />
      {inspection.cancel_reason !== null && <p className={styles.returned}>{words.cancelled(inspection.cancel_reason)}</p>}
      <Facts inspection={inspection} />
      <section className="stack" aria-labelledby="findings">
        <h2 id="findings">{words.findingsOf(inspection.found.length)}</h2>
        {inspection.found.length === 0 && <p className="secondary">{words.noFindings}</p>}
        {inspection.found.map((finding) => (
          <FindingCard key={finding.id} finding={finding} />
        ))}
      </section>
      <section className="stack" style={{ gap: 8 }} aria-labelledby="documents">
        <h2 id="documents">{words.documents(inspection.documents.length)}</h2>
        {inspection.documents.length === 0 && !attaches && <p className="secondary">{words.noDocuments}</p>}
        <Attached type="inspection" id={inspection.id} documents={inspection.documents} editable={attaches} />
      </section>
      <TimelineSection title={words.timeline} query={timeline} />
    </div>
  )
}

function Facts({ inspection }: { inspection: InspectionRead }) {
  const words = useWords(inspectionWords)
  const { basis_number: number, basis_on: day, conclusion } = inspection
  const named = (looked: InspectionRead['tasks']) => (looked.length === 0 ? null : <ul className={styles.looked}>{looked.map(({ id, code, name }) => <li key={id}>{[code, name].filter(Boolean).join(' ')}</li>)}</ul>)
  const issued = inspection.conclusion_on === null ? null : words.basisOf(inspection.conclusion_number ?? '', formatDay(inspection.conclusion_on)).trim()
  return (
    <section className={`panel ${styles.about}`}>
      <FactList
        facts={[
          [words.inspector, inspection.inspecting_unit.name],
          [words.days, words.daysOf(formatDay(inspection.starts_on), formatDay(inspection.ends_on))],
          [words.basis, number === null ? null : words.basisOf(number, day === null ? null : formatDay(day))],
          [words.team, <Members key="team" team={inspection.team} />],
          [words.content, inspection.content === '' ? null : inspection.content],
          [words.indicators, named(inspection.indicators)],
          [words.tasks, named(inspection.tasks)],
          [
            words.conclusion,
            conclusion === null ? null : (
              <>
                <span className={styles.text}>{conclusion}</span>
                {issued !== null && <span className="secondary small"> ({issued})</span>}
              </>
            ),
          ],
          [words.createdBy, words.by(inspection.created_by, formatMoment(inspection.created_at))],
        ]}
      />
    </section>
  )
}

function Members({ team }: Pick<InspectionRead, 'team'>) {
  const words = useWords(inspectionWords)
  return (
    <ul className={styles.looked}>
      {team.map(({ name, post, head }) => (
        <li key={`${name}${post}`}>
          {head ? <strong>{name}</strong> : name}
          <span className="secondary">{[post, ...(head ? [words.head] : [])].filter(Boolean).map((said) => `, ${said}`)}</span>
        </li>
      ))}
    </ul>
  )
}
