import { createFileRoute } from '@tanstack/react-router'
import { OwnTokensPage } from '@/features/connections'

export const Route = createFileRoute('/_app/access-tokens')({ component: OwnTokensPage })
