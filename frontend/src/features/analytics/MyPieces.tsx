import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { finishSubTaskMutation } from '@/api/@tanstack/react-query.gen'
import type { MySubTasks } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { ErrorState } from '@/components/ErrorState'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { formatDay } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { href } from '@/lib/search-params'
import styles from './analytics.module.css'

/** Pieces of the unit's tasks that the head has given to this very person. */
export function MyPieces({ pieces }: { pieces: MySubTasks }) {
  const words = useWords(workWords)
  const cache = useQueryClient()
  const finishing = useMutation({ ...finishSubTaskMutation(), onSuccess: () => void cache.invalidateQueries() })
  if (pieces.total === 0) return null
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h2>
        {words.myPieces} <span className={styles.count}>{pieces.total}</span>
      </h2>
      {pieces.items.map((piece) => (
        <article className={styles.task} key={piece.id}>
          <AppLink className={styles.taskTitle} href={href('/plan', { assignment: piece.assignment_id })}>
            {piece.title}
          </AppLink>
          <p className="secondary small">
            {piece.task_title}
            {piece.due_on !== null && ` · ${words.dueOn(formatDay(piece.due_on))}`}
          </p>
          <div className={styles.taskActions}>
            <Button onClick={() => finishing.mutate({ path: { sub_task_id: piece.id }, headers: ifMatch(piece.version) })}>{words.finish}</Button>
          </div>
        </article>
      ))}
      {finishing.error !== null && <ErrorState error={finishing.error} />}
    </section>
  )
}
