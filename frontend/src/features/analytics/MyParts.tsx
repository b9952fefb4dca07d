import type { MyParts as Parts } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { href } from '@/lib/search-params'
import { useMe } from '@/lib/session/access'

/** Parts that the unit has not taken yet, and what units ask to be changed, plan by plan. */
export function MyParts({ parts }: { parts: readonly Parts[] }) {
  const words = useWords(workWords)
  const unit = useMe().membership.unit.id
  return parts.map(({ plan_id: plan, year, to_take: toTake, to_answer: toAnswer }) => (
    <div className="stack" key={plan}>
      {toAnswer > 0 && (
        <p className="panel row">
          <strong>{words.partsToAnswer(toAnswer, year)}</strong>
          <LinkButton href={href('/plan', { plan, answerable: true })}>{words.openToAnswer}</LinkButton>
        </p>
      )}
      {toTake > 0 && (
        <p className="panel row">
          <strong>{words.partsToTake(toTake, year)}</strong>
          <LinkButton href={href('/plan', { plan, unit, receipt: 'awaited' })}>{words.openToTake}</LinkButton>
        </p>
      )}
    </div>
  ))
}
