import { createFileRoute } from '@tanstack/react-router'
import { InspectionPage } from '@/features/inspections'

export const Route = createFileRoute('/_app/inspections/$inspectionId')({ component: Page })

function Page() {
  return <InspectionPage id={Route.useParams().inspectionId} />
}
