import { CalendarClock, CircleCheck, CircleDot, CircleMinus, CircleX, ClockAlert, Hourglass, TriangleAlert, Undo2, type LucideIcon } from 'lucide-react'
import type { FindingRow, InspectionRow } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'

interface Look {
  icon: LucideIcon
  colour: 'grey' | 'blue' | 'green' | 'amber' | 'red' | 'purple'
  fill?: boolean
}

const STATES: Record<InspectionRow['state'], Look> = {
  planned: { icon: CalendarClock, colour: 'grey' },
  under_way: { icon: CircleDot, colour: 'blue' },
  concluded: { icon: CircleCheck, colour: 'green' },
  cancelled: { icon: CircleX, colour: 'grey' },
}

const FINDINGS: Record<FindingRow['state'], Look> = {
  open: { icon: CircleDot, colour: 'amber', fill: true },
  remedied: { icon: Hourglass, colour: 'purple', fill: true },
  returned: { icon: Undo2, colour: 'red', fill: true },
  verified: { icon: CircleCheck, colour: 'green' },
  closed: { icon: CircleMinus, colour: 'grey' },
}

export function InspectionMark({ state }: { state: InspectionRow['state'] }) {
  return <Mark {...STATES[state]}>{useWords(inspectionWords).states[state]}</Mark>
}

/** How a finding stands; beside it whether the unit is behind, or was. */
export function FindingMark({ finding: { state, overdue, late } }: { finding: Pick<FindingRow, 'state' | 'overdue' | 'late'> }) {
  const words = useWords(inspectionWords)
  return (
    <span className="row" style={{ gap: 6 }}>
      <Mark {...FINDINGS[state]}>{words.findingStates[state]}</Mark>
      {overdue && (
        <Mark icon={TriangleAlert} colour="red" fill>
          {words.overdue}
        </Mark>
      )}
      {late && (
        <Mark icon={ClockAlert} colour="amber">
          {words.late}
        </Mark>
      )}
    </span>
  )
}

const SEVERITY: Record<FindingRow['severity'], Look['colour']> = { minor: 'grey', notable: 'amber', serious: 'red' }

export function SeverityMark({ severity }: { severity: FindingRow['severity'] }) {
  return (
    <Mark icon={TriangleAlert} colour={SEVERITY[severity]}>
      {useWords(inspectionWords).severities[severity]}
    </Mark>
  )
}
