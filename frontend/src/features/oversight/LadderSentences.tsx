import type { LadderWrite } from '@/api/types.gen'
import { ladderWords } from '@/i18n/ladder'
import { useWords } from '@/i18n/words'

/** The ladder in words. */
export function LadderSentences({ ladder }: { ladder: Required<LadderWrite> }) {
  const words = useWords(ladderWords)
  return (
    <section className="panel stack">
      <h2>{words.rungs}</h2>
      {ladder.steps.length === 0 && <p>{words.nobody}</p>}
      <ol style={{ listStyle: 'decimal', paddingLeft: 24 }}>
        {ladder.steps
          .toSorted((a, b) => a.days - b.days)
          .map(({ days, to }) => (
            <li key={days}>{words.sentence(days, ladder.unit, to)}</li>
          ))}
      </ol>
      <h2>{words.byHand}</h2>
      <ul style={{ listStyle: 'disc', paddingLeft: 24 }}>
        <li>{words.again(ladder.again_minutes)}</li>
        <li>{words.answer(ladder.answer_days)}</li>
      </ul>
    </section>
  )
}
