import type { RegimePeriod } from '@/api/types.gen'
import { periodsWords } from '@/i18n/periods'
import { regimeWords } from '@/i18n/regime'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'

/** Where the period that stands is another than the regime would have it: each with the regime's own. Nothing where it is not. */
export function Differences({ item, label }: { item: RegimePeriod | undefined; label: string }) {
  const words = useWords(regimeWords)
  const { due } = useWords(periodsWords)
  if (item === undefined || item.differs.length === 0) return null
  const said = item.differs.map((name): [string, string] => {
    if (name === 'title') return [words.title, item.title]
    if (name === 'data_from') return [words.from, formatDay(item.data_from)]
    if (name === 'data_to') return [words.to, formatDay(item.data_to)]
    if (name === 'cumulative') return [words.cumulativeShort, words.yesNo(item.cumulative)]
    return [words.dueOf(due[name]), formatMoment(item.deadlines[name])]
  })
  return (
    <div className="small">
      <p>{label}</p>
      <ul>
        {said.map(([name, value]) => (
          <li key={name}>
            {name}: {value}
          </li>
        ))}
      </ul>
    </div>
  )
}
