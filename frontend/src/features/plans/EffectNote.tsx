import type { PlanRead } from '@/api/types.gen'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'

interface EffectNoteProps {
  plan: PlanRead
  /** Whether it is written into an amendment. */
  amending?: boolean
}

/** Of a plan that is in force: whether what is written holds at once, or when the leader has approved it. */
export function EffectNote({ plan, amending = false }: EffectNoteProps) {
  const words = useWords(planningWords)
  if (plan.state !== 'approved') return null
  return <p className="secondary small">{amending ? words.intoAmendment : words.atOnce}</p>
}
