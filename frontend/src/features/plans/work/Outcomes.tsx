import type { BulkOutcomes } from '@/api/types.gen'
import { LongList } from '@/components/LongList'

/** What became of many: a sentence, and by name those that were refused, each with its reason. */
export function Outcomes({ outcomes, said }: { outcomes: BulkOutcomes; said: (changed: number, refused: number) => string }) {
  const refused = outcomes.items.filter(({ detail }) => detail !== null)
  const told = said(outcomes.changed, outcomes.refused)
  return (
    <div role="status" className="stack" style={{ gap: 4 }}>
      <p>
        <strong>{told}</strong>
      </p>
      {refused.length > 0 && <LongList disc label={told} items={refused.map(({ unit, task, detail }) => `${unit}, ${task}: ${detail ?? ''}`)} />}
    </div>
  )
}
