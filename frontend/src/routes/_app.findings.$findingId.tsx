import { createFileRoute } from '@tanstack/react-router'
import { FindingPage } from '@/features/inspections'

export const Route = createFileRoute('/_app/findings/$findingId')({ component: Page })

function Page() {
  return <FindingPage id={Route.useParams().findingId} />
}
