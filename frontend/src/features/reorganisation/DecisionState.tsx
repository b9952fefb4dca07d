import { CalendarClock, CircleCheck, CircleX, type LucideIcon } from 'lucide-react'
import type { SuccessionState } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'

const LOOKS: Record<SuccessionState, { icon: LucideIcon; colour: 'grey' | 'green' | 'blue' }> = {
  planned: { icon: CalendarClock, colour: 'blue' },
  effective: { icon: CircleCheck, colour: 'green' },
  withdrawn: { icon: CircleX, colour: 'grey' },
}

export function DecisionState({ state }: { state: SuccessionState }) {
  const words = useWords(reorganisationWords)
  return <Mark {...LOOKS[state]}>{words.states[state]}</Mark>
}
