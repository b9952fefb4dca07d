import type { ConsolidatedRead } from '@/api/types.gen'
import { DownloadButton } from '@/components/DownloadButton'
import { PaperMenu } from '@/components/papers/PaperMenu'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'

/** The report as a paper: in Word by one press, in all formats made in the background. The page stays of use meanwhile. */
export function FileMenu({ report }: { report: ConsolidatedRead }) {
  const words = useWords(consolidationWords)
  return (
    <>
      <DownloadButton path={`/api/v1/consolidated-reports/${report.id}/export`} query={{ format: 'docx' }} format="docx" fileName={`bao-cao-tong-hop-${report.period.code}.docx`} label={words.downloadWord} />
      <PaperMenu label={words.otherFiles} about={{ subject: 'consolidated_report', id: report.id }} />
    </>
  )
}
