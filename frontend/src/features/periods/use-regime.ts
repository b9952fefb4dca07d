import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { listPlansOptions } from '@/api/@tanstack/react-query.gen'
import { previewReportRegime, writeReportRegime } from '@/api/sdk.gen'
import type { RegimeRead, RegimeRowWrite } from '@/api/types.gen'
import { ifMatch } from '@/lib/http/etags'
import { toProblem } from '@/lib/http/problem'
import { draftOf, emptyRow, rowOf, type RowDraft } from './regime-draft'

const MOST = 12

/** What is written of a regime, what would come of it for a plan's year, and the way to save it once that was looked at. */
export function useRegime(regime: RegimeRead, mark: string, onSaved: () => void) {
  const cache = useQueryClient()
  // by the version that the rows were taken from: the page behind reads the regime anew, and would say that it has seen what it never showed
  const [begun] = useState(() => ({ version: regime.version, basis: regime.basis, rows: regime.rows.map((row) => draftOf(row, mark)) }))
  const [basis, setBasis] = useState(begun.basis)
  const [rows, setRows] = useState<readonly RowDraft[]>(begun.rows)
  const [tried, setTried] = useState(false)
  const [chosen, setChosen] = useState<string | undefined>()
  const [looked, setLooked] = useState<readonly RegimeRowWrite[] | null>(null)
  const plans = useQuery(listPlansOptions({ query: { state: 'approved', limit: 50 } }))
  const items = plans.data?.items ?? []
  const plan = items.find(({ id }) => id === chosen) ?? items.find(({ in_force: now }) => now) ?? items[0]
  const read = rows.map(rowOf)
  const body = basis.trim() !== '' && rows.length > 0 && read.every((row) => row !== null) ? read : null
  const current = looked !== null && JSON.stringify(looked) === JSON.stringify(body)
  const preview = useQuery({
    queryKey: ['regime-preview', plan?.id, looked],
    queryFn: async () => (await previewReportRegime({ body: { plan_id: plan?.id ?? '', rows: [...(looked ?? [])] } })).data,
    enabled: looked !== null && plan !== undefined,
    retry: false,
  })
  const saving = useMutation({
    mutationFn: () => writeReportRegime({ headers: ifMatch(begun.version), body: { basis: basis.trim(), rows: body ?? [] } }),
    onSuccess: () => {
      void cache.invalidateQueries()
      onSaved()
    },
  })
  const refused = current ? preview.error : null
  const problems = [refused, saving.error].flatMap((error) => (error === null ? [] : toProblem(error).errors))
  // without a plan there is no year to look at
  const isLookedAt = plans.isSuccess && (plan === undefined ? body !== null : current && preview.isSuccess)
  return {
    basis,
    setBasis,
    rows,
    tried,
    isFull: rows.length >= MOST,
    plan,
    plans: items,
    choosePlan: setChosen,
    preview,
    isChanged: basis !== begun.basis || rows !== begun.rows,
    isLooked: looked !== null,
    isCurrent: current,
    maySave: isLookedAt && body !== null && !saving.isPending,
    isSaving: saving.isPending,
    error: saving.error,
    problemsOf: (place: number) => problems.filter(({ pointer }) => `${pointer}/`.startsWith(`/rows/${place}/`)).map(({ detail }) => detail),
    change: (key: string, changed: Partial<RowDraft>) => setRows((all) => all.map((row) => (row.key === key ? { ...row, ...changed } : row))),
    remove: (key: string) => setRows((all) => all.filter((row) => row.key !== key)),
    add: () => {
      const row = emptyRow(rows)
      setRows([...rows, row])
      return row.key
    },
    look: () => {
      setTried(true)
      // what was looked at already and failed is asked again
      if (current) void preview.refetch()
      else setLooked(body)
    },
    save: () => {
      if (isLookedAt && body !== null && !saving.isPending) saving.mutate()
    },
  }
}

export type Written = ReturnType<typeof useRegime>
