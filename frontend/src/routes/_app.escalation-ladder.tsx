import { createFileRoute } from '@tanstack/react-router'
import { LadderPage } from '@/features/oversight'

export const Route = createFileRoute('/_app/escalation-ladder')({ component: LadderPage })
