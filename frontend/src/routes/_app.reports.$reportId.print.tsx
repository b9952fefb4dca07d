import { createFileRoute } from '@tanstack/react-router'
import { PrintPage } from '@/features/reports'

export const Route = createFileRoute('/_app/reports/$reportId/print')({ component: Page })

function Page() {
  const { reportId } = Route.useParams()
  return <PrintPage reportId={reportId} />
}
