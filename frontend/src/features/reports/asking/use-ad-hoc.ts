import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { createPeriodMutation, getNextCodeOptions, listPlansOptions, updatePeriodMutation } from '@/api/@tanstack/react-query.gen'
import type { PeriodRead } from '@/api/types.gen'
import { ifMatch } from '@/lib/http/etags'
import { isProblem } from '@/lib/http/problem'
import { askedOf, EMPTY_FORM, formOf, type AdHocForm } from './ad-hoc'

/** What is written of an ad-hoc period, new or planned, and the way to send it. */
export function useAdHoc(period: PeriodRead | undefined, onDone: (id: string) => void) {
  const cache = useQueryClient()
  const [begun] = useState(() => (period === undefined ? EMPTY_FORM : formOf(period)))
  const [form, setForm] = useState(begun)
  const [version] = useState(period?.version ?? 0)
  const [tried, setTried] = useState(false)
  const inForce = useQuery({ ...listPlansOptions({ query: { limit: 1, state: 'approved' } }), enabled: period === undefined }).data?.items[0]
  const planId = period?.plan_id ?? inForce?.id
  const proposed = useQuery({ ...getNextCodeOptions({ query: { plan_id: planId ?? '', kind: 'ad_hoc' } }), enabled: period === undefined && planId !== undefined }).data?.code
  const onSuccess = ({ id }: PeriodRead) => {
    void cache.invalidateQueries()
    onDone(id)
  }
  const making = useMutation({ ...createPeriodMutation(), onSuccess })
  const changing = useMutation({ ...updatePeriodMutation(), onSuccess })
  const problem: unknown = making.error ?? changing.error
  const asked = planId === undefined ? null : askedOf(form, period)
  const busy = making.isPending || changing.isPending
  const send = () => {
    setTried(true)
    if (asked === null || planId === undefined || busy) return
    if (period === undefined) making.mutate({ body: { ...asked, plan_id: planId, kind: 'ad_hoc', code: form.code ?? undefined } })
    // by the version that the form was filled from: the page behind reads the period anew, and would say that it has seen what it never showed
    else changing.mutate({ path: { period_id: period.id }, body: asked, headers: ifMatch(version) })
  }
  return {
    form,
    change: (changed: Partial<AdHocForm>) => setForm({ ...form, ...changed }),
    isChanged: form !== begun,
    planId,
    proposed,
    tried,
    isReady: asked !== null && !busy,
    send,
    problem,
    errorOf: (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined),
  }
}
