import { CircleCheck, PencilLine, Send, Undo2 } from 'lucide-react'
import type { ConsolidatedState } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'

const LOOKS = {
  draft: { icon: PencilLine, colour: 'blue', fill: false },
  submitted: { icon: Send, colour: 'purple', fill: true },
  returned: { icon: Undo2, colour: 'red', fill: true },
  approved: { icon: CircleCheck, colour: 'green', fill: false },
} as const

/** Where a consolidated report stands, as icon and word. */
export function State({ state }: { state: ConsolidatedState }) {
  const words = useWords(consolidationWords)
  return <Mark {...LOOKS[state]}>{words.states[state]}</Mark>
}
