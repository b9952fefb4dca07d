import { ArrowLeftRight, BookOpenText, EllipsisVertical, MailQuestionMark, PencilLine } from 'lucide-react'
import type { ReactNode } from 'react'
import type { ConsolidatedRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { PageHeader } from '@/components/PageHeader'
import { Menu } from '@/components/frame/Menu'
import menu from '@/components/frame/Menu.module.css'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import { formatMoment, formatNumber } from '@/lib/format'
import { Acts } from './Acts'
import { FileMenu } from './FileMenu'
import type { ConsolidatedPageProps } from './search'
import { State } from './State'
import styles from './consolidation.module.css'

type HeadProps = ConsolidatedPageProps & { report: ConsolidatedRead; saved?: ReactNode; onRefresh?: () => void; beforeSubmit?: () => Promise<unknown> }

/** What the report is, where it stands, and what may be done with it. */
export function Head({ report, place, onPlace, sending, saved, onRefresh, beforeSubmit }: HeadProps) {
  const words = useWords(consolidationWords)
  const reading = place.view === 'read' || !report.allowed_actions.includes('edit')
  return (
    <div className={styles.head}>
      <PageHeader
        title={report.title}
        facts={<Facts report={report} />}
        actions={
          <>
            {saved}
            <Acts report={report} beforeSubmit={beforeSubmit} />
            <FileMenu report={report} />
            {report.allowed_actions.includes('edit') && (
              <Menu label={words.moreActions} className={`button ${styles.dots ?? ''}`} button={<EllipsisVertical size={18} aria-hidden />}>
                {(close) => (
                  <button
                    type="button"
                    className={menu.item}
                    onClick={() => {
                      close()
                      onPlace(reading ? { section: place.section, block: place.block } : { ...place, view: 'read' })
                    }}
                  >
                    {reading ? <PencilLine size={18} aria-hidden /> : <BookOpenText size={18} aria-hidden />} {reading ? words.write : words.read}
                  </button>
                )}
              </Menu>
            )}
          </>
        }
      />
      <Notes report={report} onRefresh={onRefresh} />
      {report.approved_edition > 0 && sending}
    </div>
  )
}

function Facts({ report }: { report: ConsolidatedRead }) {
  const words = useWords(consolidationWords)
  const count = report.sections.reduce((sum, section) => sum + section.words, 0)
  return (
    <>
      <State state={report.state} />
      <span>{words.edition(report.edition)}</span>
      {report.approved_edition > 0 && report.state !== 'approved' && <span className="secondary">{words.editionInForce(report.approved_edition)}</span>}
      <span className="secondary">{words.wordCount(formatNumber(count))}</span>
      <span className="secondary">{words.figuresAt(formatMoment(report.figures_at))}</span>
      {report.submitted_at !== null && report.submitted_by !== null && report.state !== 'draft' && <span className="secondary">{words.submittedBy(report.submitted_by, formatMoment(report.submitted_at))}</span>}
      {report.state === 'approved' && report.approved_at !== null && <span className="secondary">{words.approvedBy(report.approved_by ?? '–', formatMoment(report.approved_at))}</span>}
      {report.unconfirmed_outline && <span className="secondary">{words.unconfirmed(report.outline_source)}</span>}
    </>
  )
}

/** Why it came back, and what has moved below. */
function Notes({ report, onRefresh }: { report: ConsolidatedRead; onRefresh?: () => void }) {
  const words = useWords(consolidationWords)
  const { fresh, changed } = report.moved ?? { fresh: 0, changed: 0 }
  return (
    <>
      {report.return_reason !== null && (
        <p className={styles.returned}>
          <strong>{words.returnedFor}</strong>: {report.return_reason}
        </p>
      )}
      {report.reopen_reason !== null && report.state === 'draft' && (
        <p className="secondary">
          <strong>{words.reopenedFor}</strong>: {report.reopen_reason}
        </p>
      )}
      {report.unaddressed !== null && (
        <p className={styles.moved}>
          <MailQuestionMark size={18} aria-hidden />
          <span>{words.unaddressed(report.unaddressed.unit)}</span>
          {report.unaddressed.allowed_actions.includes('edit') && <AppLink href={`/letterhead?unit=${report.unaddressed.unit_id}`}>{words.writeAddressee}</AppLink>}
        </p>
      )}
      {report.blocked !== null && <p className="secondary">{report.blocked.detail}</p>}
      {fresh + changed > 0 && onRefresh !== undefined && report.allowed_actions.includes('refresh') && (
        <div className={styles.moved}>
          <ArrowLeftRight size={18} aria-hidden />
          <span>{words.moved(fresh, changed)}.</span>
          <button type="button" className="button" onClick={onRefresh}>
            {words.refresh(fresh + changed)}
          </button>
        </div>
      )}
      {fresh + changed > 0 && report.state === 'approved' && <p className={styles.moved}>{words.movedAfterApproval(words.moved(fresh, changed))}</p>}
    </>
  )
}
