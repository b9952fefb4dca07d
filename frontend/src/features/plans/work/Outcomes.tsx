import type { BulkOutcomes } from '@/api/types.gen'

/** What became of many: a sentence, and by name those that were refused, each with its reason. */
export function Outcomes({ outcomes, said }: { outcomes: BulkOutcomes; said: (changed: number, refused: number) => string }) {
  const refused = outcomes.items.filter(({ detail }) => detail !== null)
  return (
    <div role="status" className="stack" style={{ gap: 4 }}>
      <p>
        <strong>{said(outcomes.changed, outcomes.refused)}</strong>
      </p>
      {refused.length > 0 && (
        <ul style={{ maxHeight: 240, overflow: 'auto', listStyle: 'disc', paddingLeft: 20 }}>
          {refused.map((item, place) => (
            <li key={place} className="small">
              {item.unit}, {item.task}: {item.detail}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
