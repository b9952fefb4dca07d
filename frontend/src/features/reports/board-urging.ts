import type { ReactNode } from 'react'
import type { ReminderCreate } from '@/api/types.gen'

/** Draws the button that reminds of something: another feature's, which the page that composes both hands in. */
export type RenderUrge = (urge: { what: ReminderCreate; label: string; name?: string; small?: boolean }) => ReactNode
