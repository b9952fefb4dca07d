import { createFileRoute } from '@tanstack/react-router'
import { OverviewPage } from '@/features/analytics'

export const Route = createFileRoute('/_app/overview')({ component: OverviewPage })
