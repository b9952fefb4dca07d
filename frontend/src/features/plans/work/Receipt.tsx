import { CircleCheck, CircleDashed, CircleHelp } from 'lucide-react'
import type { AssignmentRow, LeadMark, Receipt, Supporters } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Mark } from '@/components/Status'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { formatNumber } from '@/lib/format'
import { href } from '@/lib/search-params'

const RECEIPT = {
  awaited: { icon: CircleDashed, colour: 'grey' },
  accepted: { icon: CircleCheck, colour: 'green' },
  questioned: { icon: CircleHelp, colour: 'amber', fill: true },
} as const
const LEAD = { enough: { icon: CircleCheck, colour: 'green' }, lacking: { icon: CircleHelp, colour: 'amber', fill: true } } as const

export function ReceiptMark({ receipt, asked }: { receipt: Receipt; asked: boolean }) {
  const words = useWords(workWords)
  return <Mark {...RECEIPT[receipt]}>{(asked ? words.receiptsAsked : words.receipts)[receipt]}</Mark>
}

export function LeadRemark({ mark }: { mark: LeadMark }) {
  return <Mark {...LEAD[mark]}>{useWords(workWords).leadMarks[mark]}</Mark>
}

/** Whether the part is taken, what is asked to be changed, what the lead says; and beside a lead's own part how far its supporters are. */
export function ReceiptCell({ row }: { row: AssignmentRow }) {
  const words = useWords(workWords)
  return (
    <>
      {row.receipt !== null && <ReceiptMark receipt={row.receipt} asked={row.mandate === 'requested'} />}
      {row.receipt === 'questioned' && row.receipt_note !== null && <span className="secondary small">“{row.receipt_note}”</span>}
      {row.lead_mark !== null && (
        <span className="row" style={{ gap: 4 }}>
          <span className="secondary small">{words.leadSays}</span> <LeadRemark mark={row.lead_mark} />
        </span>
      )}
      {row.supporters !== null && <SupportersLink row={row} supporters={row.supporters} />}
    </>
  )
}

function SupportersLink({ row, supporters }: { row: AssignmentRow; supporters: Supporters }) {
  const words = useWords(workWords)
  const { total, accepted, reported, questioned, lacking } = supporters
  const said = [words.supportersTook(formatNumber(accepted), formatNumber(total)), words.supportersReported(formatNumber(reported))]
  if (questioned > 0) said.push(words.supportersAsk(formatNumber(questioned)))
  if (lacking > 0) said.push(words.supportersLack(formatNumber(lacking)))
  return (
    <AppLink className="small" href={href('/plan', { plan: row.plan_id, task: row.task.id, part: 'support' })}>
      {said.join(', ')}
    </AppLink>
  )
}
