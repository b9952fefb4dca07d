import { createFileRoute } from '@tanstack/react-router'
import { NoticePage } from '@/features/notifications'

export const Route = createFileRoute('/_app/notices/$noticeId')({ component: Page })

function Page() {
  const { noticeId } = Route.useParams()
  return <NoticePage id={noticeId} />
}
