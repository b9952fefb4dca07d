import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { getAssignmentOptions, getAssignmentTimelineOptions } from '@/api/@tanstack/react-query.gen'
import { cancelAssignment, confirmAssignment, redoAssignment, resumeAssignment, suspendAssignment } from '@/api/sdk.gen'
import type { AssignmentRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { FactList } from '@/components/FactList'
import { TextAreaField } from '@/components/Field'
import { Provisional } from '@/components/Provisional'
import { QueryState } from '@/components/QueryState'
import { Reminded } from '@/components/Reminded'
import { SidePanel } from '@/components/SidePanel'
import { DeadlineStatus, WorkStatus } from '@/components/Status'
import { Timeline } from '@/components/Timeline'
import { plansWords } from '@/i18n/plans'
import { planningWords } from '@/i18n/planning'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatPercent } from '@/lib/format'
import { DueDay } from './DueDay'
import { ExtensionBox } from './extensions/ExtensionBox'
import { Origin } from './annex/Origin'
import { GiveMore } from './work/GiveMore'
import { PartBox } from './work/PartBox'
import { PieceBox } from './work/PieceBox'
import { LeadRemark, ReceiptMark } from './work/Receipt'
import { DoneBox, EarlierProof } from './Proof'
import { ReportDoneDialog } from './ReportDoneDialog'
import { StepList } from './TaskSteps'
import styles from './plans.module.css'

const WITH_REASON = { redo: redoAssignment, suspend: suspendAssignment, resume: resumeAssignment, cancel: cancelAssignment }

/** One assignment beside the list: what, for whom, how far, what happened; and what may be done with it. */
export function AssignmentPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords(plansWords)
  const query = useQuery(getAssignmentOptions({ path: { assignment_id: id } }))
  return (
    <SidePanel label={words.task} onClose={onClose}>
      <QueryState query={query} heights={[48, 24, 120, 120]}>
        {(assignment) => <Facts assignment={assignment} />}
      </QueryState>
    </SidePanel>
  )
}

function Facts({ assignment }: { assignment: AssignmentRead }) {
  const words = useWords(plansWords)
  const planning = useWords(planningWords)
  const terms = useWords(termWords)
  const { task } = assignment
  const timeline = useQuery(getAssignmentTimelineOptions({ path: { assignment_id: assignment.id } }))
  const facts: [string, ReactNode][] = [
    [words.unit, assignment.unit.name],
    [words.part, `${terms.part[assignment.part]}, ${terms.mandate[assignment.mandate]}`],
    [words.paragraph, task.source_ref],
    [words.cadence, terms.cadence[task.cadence]],
    [words.due, <DueDay key="due" due={assignment} words={task.due_text} />],
    [words.deliverable, task.deliverable],
  ]
  return (
    <div className="stack">
      <h2>{task.title}</h2>
      <div className="row">
        <WorkStatus state={assignment.work_state} />
        <DeadlineStatus state={assignment.deadline_state} mandate={assignment.mandate} />
        {assignment.percent !== null && <strong>{formatPercent(assignment.percent)}</strong>}
        <Reminded subject={assignment.id} />
      </div>
      <Actions assignment={assignment} />
      <FactList facts={facts} />
      <PartBox assignment={assignment} />
      <ExtensionBox assignment={assignment} />
      <PieceBox assignment={assignment} />
      {task.requires_evidence && <p className="small">{words.needsEvidence}</p>}
      {task.text !== task.title && <p>{task.text}</p>}
      {task.checklist.length > 0 && (
        <section>
          <h3>{words.checklist}</h3>
          <ul style={{ listStyle: 'disc', paddingLeft: 20 }}>
            {task.checklist.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </section>
      )}
      {task.steps.length > 0 && (
        <section>
          <h3>{planning.steps(task.steps.length)}</h3>
          <StepList steps={task.steps} />
        </section>
      )}
      {task.example && <p className="secondary small">{words.example}</p>}
      <DoneBox assignment={assignment} />
      <EarlierProof assignment={assignment} />
      {task.indicators.length > 0 && (
        <details>
          <summary>{words.indicators(task.indicators.length)}</summary>
          <ul>
            {task.indicators.map((indicator) => (
              <li key={indicator.id}>
                {indicator.code} {indicator.name_vi}
                <Provisional shown={indicator.name_status === 'working'} />
              </li>
            ))}
          </ul>
        </details>
      )}
      <Origin origin={task.origin} />
      {assignment.partners.length > 0 && (
        <details>
          <summary>
            {words.partners} ({assignment.partners.length})
          </summary>
          <ul className={styles.partners}>
            {assignment.partners.map((partner) => (
              <li key={partner.unit.id}>
                <span>
                  {partner.unit.name} <span className="secondary">({terms.part[partner.part]})</span>
                </span>
                <span className="row" style={{ gap: '2px 12px' }}>
                  {partner.receipt !== null && <ReceiptMark receipt={partner.receipt} asked={partner.mandate === 'requested'} />}
                  {partner.lead_mark !== null && <LeadRemark mark={partner.lead_mark} />}
                  {partner.work_state !== null && <WorkStatus state={partner.work_state} />}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <section>
        <h3>{words.timeline}</h3>
        <QueryState query={timeline} heights={[48, 48]}>
          {({ items }) => <Timeline items={items} />}
        </QueryState>
      </section>
    </div>
  )
}

function Actions({ assignment }: { assignment: AssignmentRead }) {
  const words = useWords(plansWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState<keyof typeof WITH_REASON | null>(null)
  const [done, setDone] = useState(false)
  const [reason, setReason] = useState('')
  const path = { assignment_id: assignment.id }
  const acting = useMutation({
    mutationFn: async (step: 'confirm' | keyof typeof WITH_REASON) => {
      if (step === 'confirm') await confirmAssignment({ path })
      else await WITH_REASON[step]({ path, body: { reason } })
    },
    onSuccess: () => {
      setAsking(null)
      setReason('')
      void cache.invalidateQueries()
    },
  })
  const may = (step: string) => assignment.allowed_actions.includes(step)
  return (
    <div className="row">
      {may('report_done') && (
        <Button type="primary" size="small" onClick={() => setDone(true)}>
          {words.reportDone}
        </Button>
      )}
      {may('confirm') && (
        <Button type="primary" size="small" onClick={() => acting.mutate('confirm')}>
          {words.confirm}
        </Button>
      )}
      {(Object.keys(WITH_REASON) as (keyof typeof WITH_REASON)[]).map(
        (step) =>
          may(step) && (
            <Button size="small" key={step} onClick={() => setAsking(step)}>
              {words[step]}
            </Button>
          ),
      )}
      {may('edit') && <GiveMore task={assignment.task} />}
      {acting.error !== null && asking === null && <ErrorState error={acting.error} />}
      {done && <ReportDoneDialog assignment={assignment} onClose={() => setDone(false)} />}
      {asking !== null && (
        <Dialog
          title={words[asking]}
          onClose={() => setAsking(null)}
          actions={
            <Button type="primary" aria-disabled={reason.trim() === ''} onClick={() => reason.trim() !== '' && acting.mutate(asking)}>
              {words[asking]}
            </Button>
          }
        >
          <TextAreaField label={words.reason} rows={3} value={reason} onChange={(event) => setReason(event.target.value)} />
          {acting.error !== null && <ErrorState error={acting.error} />}
        </Dialog>
      )}
    </div>
  )
}
