import type { LineRead, ReportRead } from '@/api/types.gen'
import { PackButton } from '@/components/PackButton'

/** The documents behind a report as one archive, where there are any. */
export function ReportPack({ report, lines }: { report: ReportRead; lines: readonly LineRead[] }) {
  if (lines.every(({ evidence }) => evidence.length === 0)) return null
  return <PackButton wish={{ period: report.period.id, unit: report.unit.id }} />
}
