import { createFileRoute } from '@tanstack/react-router'
import { OverviewPage } from '@/features/analytics/OverviewPage'

export const Route = createFileRoute('/_app/overview')({ component: OverviewPage })
