import { Button } from 'antd'
import { ShieldCheck } from 'lucide-react'
import { getSeal } from '@/api/sdk.gen'
import type { ReportRead } from '@/api/types.gen'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { saveBlob } from '@/lib/download'
import { formatMoment } from '@/lib/format'

/** The accepted report, frozen: its number, and the copy that can be verified elsewhere. */
export function SealBox({ report }: { report: ReportRead }) {
  const words = useWords(reportsWords)
  if (report.seal_number === null) return null
  const save = async () => {
    const { data } = await getSeal({ path: { report_id: report.id } })
    saveBlob(new Blob([JSON.stringify(data, null, 1)], { type: 'application/json' }), `niem-phong-${report.period.code}-${report.unit.code}-${data.number}.json`)
  }
  return (
    <p className="row" style={{ marginBottom: 12 }}>
      <ShieldCheck size={18} color="var(--color-success)" aria-hidden />
      {report.state === 'accepted' ? words.sealText(report.seal_number, report.accepted_at === null ? '' : formatMoment(report.accepted_at)) : words.sealChanged}
      <Button size="small" onClick={() => void save()}>
        {words.sealDownload}
      </Button>
    </p>
  )
}
