import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { claimReportMutation, getReportQueryKey, listReportsQueryKey } from '@/api/@tanstack/react-query.gen'
import { releaseReport } from '@/api/sdk.gen'
import type { ReportRead } from '@/api/types.gen'
import { useMe } from '@/lib/session/access'
import { keepLocalWork } from '@/lib/session/session'

/** A claim lasts half an hour on the server; one who still sits at the report says so again in time. */
const RENEW_MS = 10 * 60_000

/** Puts the report on one's own desk while it is open, unless a colleague has it, and takes it off again on leaving. */
export function useClaim(report: ReportRead) {
  const me = useMe()
  const cache = useQueryClient()
  const may = report.allowed_actions.includes('mark')
  const holder = report.reviewing
  const mine = holder?.person_id === me.id
  const [held, setHeld] = useState(false)
  const asked = useRef(false)
  const key = getReportQueryKey({ path: { report_id: report.id } })
  const claiming = useMutation({
    ...claimReportMutation(),
    onSuccess: (read) => {
      cache.setQueryData(key, read)
      void cache.invalidateQueries({ queryKey: listReportsQueryKey() })
    },
  })
  const pending = useRef<Promise<unknown>>(Promise.resolve())
  const claim = (takeOver: boolean) => {
    pending.current = claiming.mutateAsync({ path: { report_id: report.id }, body: { take_over: takeOver } }).catch(() => undefined) // told by `error`
  }
  if (mine && !held) setHeld(true)
  const wanted = may && holder === null
  useEffect(() => {
    if (!wanted || asked.current) return
    asked.current = true
    claim(false)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- asked once when the report is opened; `claim` is made anew at each draw
  }, [wanted])
  useEffect(() => {
    if (!mine) return
    const renewing = setInterval(() => document.visibilityState === 'visible' && claim(false), RENEW_MS)
    return () => clearInterval(renewing)
    // eslint-disable-next-line react-hooks/exhaustive-deps -- runs while the report is mine; `claim` is made anew at each draw
  }, [mine])
  useEffect(() => {
    if (!may) return
    // a claim that is still on its way is waited for, or it would stay behind; a refusal, such as of a report accepted meanwhile, changes nothing
    const release = () =>
      pending.current
        .then(() => releaseReport({ path: { report_id: report.id } }))
        .then(() => cache.invalidateQueries({ queryKey: listReportsQueryKey() }))
        .catch(() => undefined)
    const signedOut = keepLocalWork({ flush: () => Promise.resolve(0), wipe: release })
    return () => {
      signedOut()
      void release()
    }
  }, [may, report.id, cache])
  return {
    /** A colleague who has the report, and whether they took it from this desk. */
    other: may && holder !== null && !mine ? { ...holder, taken: held } : null,
    takeOver: () => claim(true),
    busy: claiming.isPending,
    error: holder === null || mine ? null : claiming.error,
  }
}
