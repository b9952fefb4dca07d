import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { UserX, X } from 'lucide-react'
import { useState } from 'react'
import { addSubTaskMutation, listSubTasksOptions, listUsersOptions } from '@/api/@tanstack/react-query.gen'
import { finishSubTask, removeSubTask, reopenSubTask, updateSubTask } from '@/api/sdk.gen'
import type { AssignmentRead, SubTaskRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { Mark } from '@/components/Status'
import { FilterSelect } from '@/components/table/Select'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { formatDay } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { useMe } from '@/lib/session/access'
import styles from '@/features/plans/plans.module.css'

/** Pieces of the own unit's assignment, each for one of its people; nobody outside the unit sees them. */
export function PieceBox({ assignment }: { assignment: AssignmentRead }) {
  const words = useWords(workWords)
  const shown = assignment.sub_tasks !== null
  const { data } = useQuery({ ...listSubTasksOptions({ path: { assignment_id: assignment.id } }), enabled: shown })
  if (data === undefined || !shown) return null
  const mayAdd = data.allowed_actions.includes('add') && assignment.work_state !== 'cancelled'
  return (
    <details open={data.total > 0}>
      <summary>{words.pieces(data.done, data.total)}</summary>
      <div className="stack" style={{ gap: 8, paddingTop: 8 }}>
        {data.total === 0 && <p className="secondary small">{words.piecesEmpty}</p>}
        <ul className={styles.partners}>
          {data.items.map((piece) => (
            <Piece key={`${piece.id}-${piece.version}`} piece={piece} />
          ))}
        </ul>
        {mayAdd && <AddPiece key={data.total} assignmentId={assignment.id} />}
      </div>
    </details>
  )
}

function usePeople() {
  const me = useMe()
  const people = useQuery(listUsersOptions({ query: { unit: me.membership.unit.id, active: true, limit: 200 } }))
  return (people.data?.items ?? []).map(({ id, full_name: name }) => ({ value: id, label: name }))
}

function Piece({ piece }: { piece: SubTaskRead }) {
  const words = useWords(workWords)
  const cache = useQueryClient()
  const people = usePeople()
  const request = { path: { sub_task_id: piece.id }, headers: ifMatch(piece.version) }
  const acting = useMutation({
    mutationFn: async (step: { kind: 'done' | 'reopen' | 'remove' | 'give'; person?: string }) => {
      if (step.kind === 'done') await finishSubTask(request)
      else if (step.kind === 'reopen') await reopenSubTask(request)
      else if (step.kind === 'remove') await removeSubTask(request)
      else await updateSubTask({ ...request, body: { person_id: step.person } })
    },
    onSuccess: () => void cache.invalidateQueries(),
  })
  const done = piece.done_at !== null
  const mayEdit = piece.allowed_actions.includes('edit')
  return (
    <li>
      <label>
        <input type="checkbox" checked={done} disabled={!mayEdit} aria-label={words.pieceDone(piece.title)} onChange={() => acting.mutate({ kind: done ? 'reopen' : 'done' })} /> {piece.title}
      </label>
      <span className="secondary small">
        {piece.person.name}
        {piece.due_on !== null && ` · ${words.dueOn(formatDay(piece.due_on))}`}
      </span>
      {mayEdit && (
        <Button type="text" size="small" aria-label={words.removePiece(piece.title)} onClick={() => acting.mutate({ kind: 'remove' })}>
          <X size={16} aria-hidden />
        </Button>
      )}
      {piece.person.gone && !done && (
        <>
          <Mark icon={UserX} colour="amber" fill>
            {words.gone}
          </Mark>
          {mayEdit && <FilterSelect label={words.handOver(piece.title)} value={undefined} all={words.choosePerson} options={people} onChange={(person) => person !== undefined && acting.mutate({ kind: 'give', person })} />}
        </>
      )}
      {acting.error !== null && <ErrorState error={acting.error} />}
    </li>
  )
}

function AddPiece({ assignmentId }: { assignmentId: string }) {
  const words = useWords(workWords)
  const cache = useQueryClient()
  const people = usePeople()
  const [title, setTitle] = useState('')
  const [person, setPerson] = useState<string>()
  const [day, setDay] = useState<string | null>(null)
  const adding = useMutation({ ...addSubTaskMutation(), onSuccess: () => void cache.invalidateQueries() })
  const ready = title.trim() !== '' && person !== undefined
  const add = () => ready && adding.mutate({ path: { assignment_id: assignmentId }, body: { title, person_id: person, due_on: day } })
  return (
    <div className="stack" style={{ gap: 8 }}>
      <TextField label={words.piece} value={title} onChange={(event) => setTitle(event.target.value)} />
      <FilterSelect label={words.person} value={person} all={words.choosePerson} options={people} onChange={setPerson} />
      <DayField label={words.due} optional value={day} onChange={setDay} />
      <Button size="small" style={{ alignSelf: 'start' }} aria-disabled={!ready || adding.isPending} onClick={add}>
        {words.addPiece}
      </Button>
      {adding.error !== null && <ErrorState error={adding.error} />}
    </div>
  )
}
