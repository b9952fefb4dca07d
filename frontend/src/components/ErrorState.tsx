import { CircleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { toProblem } from '@/lib/http/problem'
import styles from './states.module.css'

interface ErrorStateProps {
  error: unknown
  /** Tries the failed thing again. */
  onRetry?: () => void
  title?: ReactNode
  /** Further ways out, such as a link home. */
  children?: ReactNode
}

/** A failure in the place where it happened: what happened, what to do, and the reference for those who can look it up. */
export function ErrorState({ error, onRetry, title, children }: ErrorStateProps) {
  const words = useWords(commonWords)
  const problem = toProblem(error)
  /** Who may not will not tomorrow either. */
  const again = problem.status === 403 ? undefined : onRetry
  return (
    <div role="alert" className={styles.error}>
      <CircleAlert size={20} aria-hidden className={styles.icon} />
      <div className={styles.text}>
        {title !== undefined && <strong>{title}</strong>}
        <p>{problem.detail}</p>
        <div className="row">
          {again && (
            <button type="button" className="button button--small" onClick={again}>
              {words.retry}
            </button>
          )}
          {children}
        </div>
        {problem.requestId !== undefined && (
          <p className={styles.reference}>
            {words.requestId}: <code>{problem.requestId}</code>
          </p>
        )}
      </div>
    </div>
  )
}
