import { Check, Clock3, Undo2, type LucideIcon } from 'lucide-react'
import type { ReportsWords } from '@/i18n/vi/reports'
import type { MarkKind } from './review-marks'

interface MarkButton<K extends string> {
  decision: K
  icon: LucideIcon
  said: string
}

/** What a reviewer may say of a line or of an answer, in the order of the keys 1, 2 and 3. */
export function marksToGive(words: ReportsWords): MarkButton<MarkKind>[] {
  return [
    { decision: 'ok', icon: Check, said: words.ok },
    { decision: 'return', icon: Undo2, said: words.toReturn },
    { decision: 'later', icon: Clock3, said: words.later },
  ]
}
