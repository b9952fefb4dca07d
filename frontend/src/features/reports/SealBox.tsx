import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { ShieldCheck } from 'lucide-react'
import { getSeal } from '@/api/sdk.gen'
import type { ReportRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { saveBlob } from '@/lib/download'
import { formatMoment } from '@/lib/format'

/** The accepted report, frozen: its number, and the copy that can be verified elsewhere. */
export function SealBox({ report }: { report: ReportRead }) {
  const words = useWords(reportsWords)
  const saving = useMutation({
    mutationFn: () => getSeal({ path: { report_id: report.id } }),
    onSuccess: ({ data }) => saveBlob(new Blob([JSON.stringify(data, null, 1)], { type: 'application/json' }), `niem-phong-${report.period.code}-${report.unit.code}-${data.number}.json`),
  })
  if (report.seal_number === null) return null
  return (
    <div className="row" style={{ marginBottom: 12 }}>
      <ShieldCheck size={18} color="var(--color-success)" aria-hidden />
      {report.state === 'accepted' ? words.sealText(report.seal_number, report.accepted_at === null ? '' : formatMoment(report.accepted_at)) : words.sealChanged}
      <Button size="small" onClick={() => saving.mutate()}>
        {words.sealDownload}
      </Button>
      {saving.error !== null && <ErrorState error={saving.error} />}
    </div>
  )
}
