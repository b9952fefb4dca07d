import { Button } from 'antd'
import type { ReactNode } from 'react'
import { isProblem } from '@/lib/http/problem'
import { Dialog } from './Dialog'
import { ErrorState } from './ErrorState'
import { useSaving } from './use-saving'

/** One act, after which everything that names it is read anew. */
export function useAct(send: () => Promise<unknown>, onDone: () => void) {
  const acting = useSaving({ mutationFn: send }, onDone)
  const problem: unknown = acting.error
  return { acting, problem, errorOf: (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined) }
}

export type Act = ReturnType<typeof useAct>

interface ActDialogProps {
  title: string
  /** What the button says. */
  label: string
  act: Act
  ready?: boolean
  width?: number
  /** A button that goes back, where the act itself is a giving up. */
  stay?: string
  onClose: () => void
  children: ReactNode
}

/** A question with one button; what is refused is said under what was typed, which stays. */
export function ActDialog({ title, label, act: { acting, problem }, ready = true, width, stay, onClose, children }: ActDialogProps) {
  const able = ready && !acting.isPending
  return (
    <Dialog
      title={title}
      onClose={onClose}
      width={width}
      ownWayOut={stay !== undefined}
      actions={
        <>
          {stay !== undefined && <Button onClick={onClose}>{stay}</Button>}
          <Button type="primary" aria-disabled={!able} loading={acting.isPending} onClick={() => able && acting.mutate()}>
            {label}
          </Button>
        </>
      }
    >
      <div className="stack">
        {children}
        {problem !== null && <ErrorState error={problem} />}
      </div>
    </Dialog>
  )
}
