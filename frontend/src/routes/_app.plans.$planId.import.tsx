import { createFileRoute } from '@tanstack/react-router'
import { AnnexPage } from '@/features/plans'

export const Route = createFileRoute('/_app/plans/$planId/import')({ component: Page })

function Page() {
  const { planId } = Route.useParams()
  return <AnnexPage key={planId} planId={planId} />
}
