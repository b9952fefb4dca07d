import { createFileRoute } from '@tanstack/react-router'
import { OfflinePage } from '@/features/reports'

export const Route = createFileRoute('/_app/reports/$reportId/workbook')({ component: Page })

function Page() {
  const { reportId } = Route.useParams()
  return <OfflinePage reportId={reportId} />
}
