import type { HeadingRead } from '@/api/types.gen'
import { outlineWords } from '@/i18n/outline'
import { useWords } from '@/i18n/words'

/** The outline as it stands on paper, with what is reported under each heading. */
export function Headings({ headings }: { headings: readonly HeadingRead[] }) {
  const words = useWords(outlineWords)
  return (
    <ol className="panel" style={{ listStyle: 'none' }}>
      {headings.map(({ key, number, level, title, dimensions, holds, tasks }) => {
        const under = [...dimensions.map(words.dimension), ...holds.map((held) => words.holds[held]), ...(tasks.length > 0 ? [words.tasks(tasks.length)] : [])]
        return (
          <li key={key} style={{ paddingLeft: (level - 1) * 24, paddingBottom: 4 }}>
            <span lang="vi" style={{ fontWeight: level === 1 ? 600 : 400 }}>
              {number.endsWith(')') ? number : `${number}.`} {title}
            </span>
            {under.length > 0 && <div className="secondary small">{under.join('; ')}</div>}
          </li>
        )
      })}
    </ol>
  )
}
