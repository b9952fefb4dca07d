import { Button } from 'antd'
import { useState } from 'react'
import { updatePeriodMutation } from '@/api/@tanstack/react-query.gen'
import type { PeriodRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { useSaving } from '@/components/use-saving'
import { periodsWords } from '@/i18n/periods'
import { reviewWords } from '@/i18n/review'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { useToday } from '@/lib/session/access'
import { localDay, momentOf } from './asking/ad-hoc'

type Level = keyof PeriodRead['deadlines']
const LEVELS: readonly Level[] = ['ward', 'department', 'city']

/** Moving the deadlines of a period that units already write for: each level's day, with whom it reaches. */
export function MoveDeadlines({ period }: { period: PeriodRead }) {
  const words = useWords(reviewWords)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button type="link" size="small" onClick={() => setOpen(true)}>
        {words.moveDeadlines}
      </Button>
      {open && <DeadlinesDialog period={period} onClose={() => setOpen(false)} />}
    </>
  )
}

function DeadlinesDialog({ period, onClose }: { period: PeriodRead; onClose: () => void }) {
  const words = useWords(reviewWords)
  const levels = useWords(periodsWords)
  // what was shown is what is changed: the page behind reads the period anew, and would say that it has seen what it never showed
  const [{ version, deadlines: before }] = useState(period)
  const today = useToday()
  const [days, setDays] = useState<Readonly<Partial<Record<Level, string | null>>>>({})
  const moving = useSaving(updatePeriodMutation(), onClose)
  const dayOf = (level: Level) => days[level] ?? localDay(before[level])
  const isOther = (level: Level) => dayOf(level) !== localDay(before[level])
  const isMoved = LEVELS.some(isOther)
  const move = () => {
    const deadline = (level: Level) => momentOf(dayOf(level), before[level])
    const deadlines = { ward: deadline('ward'), department: deadline('department'), city: deadline('city') }
    if (isMoved) moving.mutate({ path: { period_id: period.id }, headers: ifMatch(version), body: { deadlines } })
  }
  return (
    <Dialog
      title={`${words.moveDeadlines}: ${period.title}`}
      onClose={onClose}
      actions={
        <Button type="primary" aria-disabled={!isMoved || moving.isPending} onClick={move}>
          {words.moveDeadlines}
        </Button>
      }
    >
      <div className="stack">
        <p className="secondary">{words.moveReaches}</p>
        {LEVELS.map((level) => (
          <DayField key={level} label={levels.due[level]} hint={words.hours} warning={isOther(level) && dayOf(level) < today ? words.dayIsPast : undefined} value={dayOf(level)} onChange={(day) => setDays({ ...days, [level]: day })} />
        ))}
        {moving.error !== null && <ErrorState error={moving.error} />}
      </div>
    </Dialog>
  )
}
