import { createFileRoute } from '@tanstack/react-router'
import { CheckPage } from '@/features/reports'

export const Route = createFileRoute('/_app/reports/$reportId/check')({ component: Page })

function Page() {
  const { reportId } = Route.useParams()
  return <CheckPage reportId={reportId} />
}
