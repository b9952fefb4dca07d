import { ShieldAlert } from 'lucide-react'
import { Mark, ReportStatus, type ReportState } from '@/components/Status'
import { sealWords } from '@/i18n/seals'
import { useWords } from '@/i18n/words'

interface StandingProps {
  report: { state: string; changed_since_acceptance: boolean }
  reviewer: boolean
}

/** How a report stands, and whether it is no longer what was accepted. */
export function ReportStanding({ report, reviewer }: StandingProps) {
  const words = useWords(sealWords)
  return (
    <>
      <ReportStatus state={report.state as ReportState} reviewer={reviewer} />
      {report.changed_since_acceptance && (
        <div>
          <Mark icon={ShieldAlert} colour="amber">{words.changed}</Mark>
        </div>
      )}
    </>
  )
}
