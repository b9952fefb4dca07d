import { createFileRoute } from '@tanstack/react-router'
import { MyWorkPage } from '@/features/analytics/MyWorkPage'
import { News } from '@/features/notifications'

export const Route = createFileRoute('/_app/')({ component: () => <MyWorkPage news={<News />} /> })
