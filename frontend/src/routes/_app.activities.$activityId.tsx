import { createFileRoute } from '@tanstack/react-router'
import { ActivityPage } from '@/features/activities'

export const Route = createFileRoute('/_app/activities/$activityId')({ component: Page })

function Page() {
  const { activityId } = Route.useParams()
  return <ActivityPage id={activityId} />
}
