import { createFileRoute } from '@tanstack/react-router'
import { TemplatesPage } from '@/features/papers'

export const Route = createFileRoute('/_app/papers')({ component: TemplatesPage })
