import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { changeAssignments } from '@/api/sdk.gen'
import type { AssignmentRow } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { ManyBar } from '@/components/table/ManyBar'
import { AssignmentTable } from '@/features/plans/AssignmentTable'
import type { PlanSearch } from '@/features/plans/search'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { may, useMe } from '@/lib/session/access'
import { DatesDialog } from './DatesDialog'
import { Outcomes } from './Outcomes'

interface ManyProps {
  rows: AssignmentRow[]
  search: PlanSearch
  onSearch: (search: PlanSearch) => void
}

/** The table with what may be done to several rows at once: another day, or saying that parts are taken. */
export function ManyAssignments({ rows, search, onSearch }: ManyProps) {
  const words = useWords(workWords)
  const me = useMe()
  const cache = useQueryClient()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [dating, setDating] = useState<readonly AssignmentRow[] | null>(null)
  const picked = rows.filter(({ id }) => chosen.includes(id))
  const own = picked.filter(({ unit }) => unit.id === me.membership.unit.id)
  const dated = picked.filter(({ allowed_actions: steps }) => steps.includes('edit'))
  const taking = useMutation({
    mutationFn: async () => (await changeAssignments({ body: { action: 'accept', ids: own.map(({ id }) => id), dry_run: false } })).data,
    onSuccess: () => {
      setChosen([])
      void cache.invalidateQueries()
    },
  })
  return (
    <>
      <AssignmentTable rows={rows} search={search} onSearch={onSearch} chosen={chosen} onChoose={setChosen} />
      {(picked.length > 0 || taking.data !== undefined) && (
        <ManyBar>
          {picked.length > 0 && <strong role="status">{words.chosen(picked.length)}</strong>}
          {dated.length > 0 && <Button onClick={() => setDating(dated)}>{words.changeDates}</Button>}
          {own.length > 0 && may(me, 'assignment.accept_part') && (
            <Button aria-disabled={taking.isPending} onClick={() => taking.mutate()}>
              {words.acceptPart}
            </Button>
          )}
          {picked.length > 0 && (
            <Button type="link" onClick={() => setChosen([])}>
              {words.clear}
            </Button>
          )}
          {picked.length === 0 && taking.data !== undefined && <Outcomes outcomes={taking.data} said={words.taken} />}
          {taking.error !== null && <ErrorState error={taking.error} />}
        </ManyBar>
      )}
      {dating !== null && <DatesDialog rows={dating} onClose={() => setDating(null)} onDone={() => setChosen([])} />}
    </>
  )
}
