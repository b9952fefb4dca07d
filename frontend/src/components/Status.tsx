import {
  CalendarCheck,
  CalendarDays,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleMinus,
  CircleX,
  Clock,
  ClockAlert,
  Copy,
  FileWarning,
  Hash,
  Hourglass,
  PauseCircle,
  PencilLine,
  Send,
  TriangleAlert,
  Undo2,
  type LucideIcon,
} from 'lucide-react'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import styles from './Status.module.css'

type Colour = 'grey' | 'blue' | 'green' | 'amber' | 'red' | 'purple'
/** Filled only where somebody must act. */
interface Look {
  icon: LucideIcon
  colour: Colour
  fill?: boolean
}

const WORK = {
  not_started: { icon: CircleDashed, colour: 'grey' },
  in_progress: { icon: CircleDot, colour: 'blue' },
  awaiting_confirmation: { icon: Hourglass, colour: 'purple', fill: true },
  completed: { icon: CircleCheck, colour: 'green' },
  suspended: { icon: PauseCircle, colour: 'grey' },
  cancelled: { icon: CircleX, colour: 'grey' },
} satisfies Record<string, Look>

const DEADLINE = {
  no_deadline: { icon: CircleMinus, colour: 'grey' },
  on_track: { icon: CalendarDays, colour: 'grey' },
  due_soon: { icon: Clock, colour: 'amber', fill: true },
  overdue: { icon: TriangleAlert, colour: 'red', fill: true },
  completed_on_time: { icon: CalendarCheck, colour: 'green' },
  completed_late: { icon: ClockAlert, colour: 'amber' },
} satisfies Record<string, Look>

const REPORT = {
  draft: { icon: PencilLine, colour: 'blue', fill: true },
  submitted: { icon: Send, colour: 'purple', fill: true },
  returned: { icon: Undo2, colour: 'red', fill: true },
  accepted: { icon: CircleCheck, colour: 'green' },
} satisfies Record<string, Look>

const LACK = {
  empty: { icon: CircleDashed, colour: 'grey', fill: true },
  figures: { icon: Hash, colour: 'amber', fill: true },
  evidence: { icon: FileWarning, colour: 'amber', fill: true },
  carried: { icon: Copy, colour: 'purple', fill: true },
} satisfies Record<string, Look>

const BOARD = {
  on_time: { icon: CalendarCheck, colour: 'green' },
  late: { icon: ClockAlert, colour: 'amber', fill: true },
  missing: { icon: TriangleAlert, colour: 'red', fill: true },
  waiting: { icon: CalendarDays, colour: 'grey' },
  asked: { icon: CircleMinus, colour: 'grey' },
  voluntary: { icon: CircleMinus, colour: 'grey' },
  released: { icon: CircleMinus, colour: 'grey' },
  unasked: { icon: CircleMinus, colour: 'grey' },
} satisfies Record<string, Look>

export type WorkState = keyof typeof WORK
export type DeadlineState = keyof typeof DEADLINE
export type ReportState = keyof typeof REPORT
export type Lack = keyof typeof LACK
export type Standing = keyof typeof BOARD

interface MarkProps extends Look {
  children: string
}

/** Icon and word, never colour alone. */
export function Mark({ icon: Icon, colour, fill = false, children }: MarkProps) {
  return (
    <span className={`${styles.status} ${styles[colour]} ${fill ? styles.fill : ''}`}>
      <Icon size={16} aria-hidden />
      {children}
    </span>
  )
}

export function WorkStatus({ state }: { state: WorkState }) {
  return <Mark {...WORK[state]}>{useWords(termWords).work[state]}</Mark>
}

/** Of what a body is asked to do, no word about its day: that it is asked. */
export function DeadlineStatus({ state, mandate = 'assigned' }: { state: DeadlineState; mandate?: 'assigned' | 'requested' }) {
  const { deadline, board } = useWords(termWords)
  return mandate === 'requested' ? <Mark {...BOARD.asked}>{board.asked}</Mark> : <Mark {...DEADLINE[state]}>{deadline[state]}</Mark>
}

/** `reviewer` says "Đã trả lại" where the unit reads "Bị trả lại". */
export function ReportStatus({ state, reviewer = false }: { state: ReportState; reviewer?: boolean }) {
  const terms = useWords(termWords)
  return <Mark {...REPORT[state]}>{reviewer && state === 'returned' ? terms.returnedByUs : terms.report[state]}</Mark>
}

export function LackStatus({ lack }: { lack: Lack }) {
  const { line } = useWords(termWords)
  const said = { empty: line.empty, figures: line.figures_missing, evidence: line.evidence_missing, carried: line.carried_forward }
  return <Mark {...LACK[lack]}>{said[lack]}</Mark>
}

export function BoardStatus({ standing }: { standing: Standing }) {
  return <Mark {...BOARD[standing]}>{useWords(termWords).board[standing]}</Mark>
}
