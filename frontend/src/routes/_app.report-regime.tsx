import { createFileRoute } from '@tanstack/react-router'
import { RegimePage } from '@/features/periods'

export const Route = createFileRoute('/_app/report-regime')({ component: RegimePage })
