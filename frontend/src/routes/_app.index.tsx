import { createFileRoute } from '@tanstack/react-router'
import { MyWorkPage } from '@/features/analytics'

export const Route = createFileRoute('/_app/')({ component: MyWorkPage })
