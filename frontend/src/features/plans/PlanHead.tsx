import { useQuery } from '@tanstack/react-query'
import { Archive, CircleCheck, PencilLine, Send } from 'lucide-react'
import { getAmendmentOptions, getDistributionOptions, getPlanBasesOptions, listPlanVersionsOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanRead, TotalRead } from '@/api/types.gen'
import { Mark } from '@/components/Status'
import { LinkButton } from '@/components/LinkButton'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay, formatNumber, formatScore, dayOf } from '@/lib/format'
import { href } from '@/lib/search-params'
import { ReceiptNote } from './ReceiptNote'
import styles from './planning.module.css'

const LOOKS = {
  draft: { icon: PencilLine, colour: 'blue', fill: true },
  submitted: { icon: Send, colour: 'purple', fill: true },
  approved: { icon: CircleCheck, colour: 'green' },
  discarded: { icon: Archive, colour: 'grey', fill: true },
} as const

/** Where the plan stands: state, version, what it rests on, who has received it, and what is not in force yet. */
export function PlanFacts({ plan }: { plan: PlanRead }) {
  const words = useWords(plansWords)
  const said = useWords(planningWords)
  return (
    <div className={styles.facts}>
      <span>{plan.title}</span>
      <span className="row" style={{ gap: 12 }}>
        <Mark {...LOOKS[plan.state]}>{said.state[plan.state]}</Mark>
        {plan.approved_version !== null && <strong>{said.versionOf(plan.approved_version)}</strong>}
        <span className="secondary">{words.planFacts(formatNumber(plan.tasks), formatNumber(plan.assignments), plan.withdrawn)}</span>
        {plan.total !== null && <TotalWanted total={plan.total} />}
      </span>
      <Papers plan={plan} />
    </div>
  )
}

function TotalWanted({ total }: { total: TotalRead }) {
  const words = useWords(planningWords)
  const terms = useWords(termWords)
  const score = (value: number | null) => (value === null ? words.noFigure : formatScore(value))
  const figures = total.target === null ? score(total.baseline) : `${score(total.baseline)} → ${score(total.target)}`
  return (
    <span>
      <strong>{words.totalWanted(terms.stance[total.stance], figures)}</strong>
      {total.note !== null && <span className="secondary small"> ({total.note})</span>}
    </span>
  )
}

function Papers({ plan }: { plan: PlanRead }) {
  const words = useWords(planningWords)
  const bases = useQuery(getPlanBasesOptions({ path: { plan_id: plan.id } })).data?.items ?? []
  const sent = useQuery({ ...getDistributionOptions({ path: { plan_id: plan.id } }), enabled: plan.state === 'approved' }).data
  const first = bases[0]
  const board = sent !== undefined && sent.number !== null ? sent : undefined
  if (first === undefined && board === undefined) return null
  const toPapers = href('/plan', { plan: plan.id, view: 'papers' })
  return (
    <span className="row" style={{ gap: '0 16px' }}>
      {first !== undefined && (
        <LinkButton type="link" size="small" className={styles.paper} href={toPapers}>
          {words.bases(bases.length, `${words.basisKinds[first.kind]} ${first.number ?? first.title}`)}
        </LinkButton>
      )}
      {board !== undefined && (
        <LinkButton type="link" size="small" className={styles.paper} href={toPapers}>
          {words.receivedBy(board.acknowledged, board.expected)}
        </LinkButton>
      )}
    </span>
  )
}

/** What a reader must not miss: a reason for return, an amendment that is not in force, changes without a version, a receipt that waits. */
export function PlanNotes({ plan }: { plan: PlanRead }) {
  const words = useWords(planningWords)
  return (
    <>
      {plan.state === 'discarded' && (
        <p role="note" className={styles.note}>
          {words.discarded}
        </p>
      )}
      {plan.state === 'draft' && plan.return_reason !== null && (
        <p role="note" className={styles.note} data-colour="red">
          {words.returned(plan.return_reason)}
        </p>
      )}
      {plan.amendment_id !== null && <AmendmentNote plan={plan} />}
      {plan.state === 'approved' && <SinceNote plan={plan} />}
      {plan.state === 'approved' && <ReceiptNote plan={plan} />}
    </>
  )
}

function AmendmentNote({ plan }: { plan: PlanRead }) {
  const words = useWords(planningWords)
  const state = useQuery({ ...getAmendmentOptions({ path: { amendment_id: plan.amendment_id ?? '' } }), enabled: plan.amendment_id !== null }).data?.state
  return (
    <div role="note" className={styles.note} data-colour="amber">
      <span>{state === 'submitted' ? words.amendmentSubmitted : words.amendmentDraft}</span>
      <LinkButton size="small" href={href('/plan', { plan: plan.id, view: 'amendment' })}>
        {words.openAmendment}
      </LinkButton>
    </div>
  )
}

function SinceNote({ plan }: { plan: PlanRead }) {
  const words = useWords(planningWords)
  const versions = useQuery(listPlanVersionsOptions({ path: { plan_id: plan.id } })).data
  const last = versions?.items[0]
  if (last === undefined) return null
  const since = versions?.since ?? null
  const changes = since === null ? 0 : since.added + since.changed + since.dropped
  return (
    <p className={`secondary small ${styles.since}`}>
      {words.versionFacts(last.number, last.approved_by, formatDay(dayOf(new Date(last.approved_at))))}.{' '}
      {changes > 0 && (
        <>
          {words.since(changes)}{' '}
          <LinkButton type="link" size="small" className={styles.paper} href={href('/plan', { plan: plan.id, view: 'versions' })}>
            {words.seeSince}
          </LinkButton>
        </>
      )}
    </p>
  )
}

