import type { TaskOriginRead } from '@/api/types.gen'
import { annexWords } from '@/i18n/annex'
import { useWords } from '@/i18n/words'
import { Cells } from './Cells'

/** The row of the annex that a task was read from, word for word. */
export function Origin({ origin }: { origin: TaskOriginRead | null }) {
  const words = useWords(annexWords)
  if (origin === null) return null
  return (
    <details>
      <summary>{words.origin}</summary>
      <p className="secondary small">{words.originOf(origin.file_name, origin.place)}</p>
      <Cells cells={origin.cells} />
    </details>
  )
}
