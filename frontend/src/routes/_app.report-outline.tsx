import { createFileRoute } from '@tanstack/react-router'
import { OutlinePage } from '@/features/outline'

export const Route = createFileRoute('/_app/report-outline')({ component: OutlinePage })
