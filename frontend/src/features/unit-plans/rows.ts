import { getUnitPlan, updateUnitPlanItem } from '@/api/sdk.gen'
import type { UnitPlanItemRead, UnitPlanRead } from '@/api/types.gen'
import type { Current } from '@/lib/drafts/types'
import type { DraftsDefinition } from '@/lib/drafts/use-drafts'
import { ifMatch } from '@/lib/http/etags'
import { ApiProblem } from '@/lib/http/problem'
import { createStore, useStore } from '@/lib/store'

/** What the unit types in a row. */
export interface RowDraft {
  indicator_id: string | null
  text: string
  cause: string
  person: string
  due_on: string | null
  due_text: string
  deliverable: string
}

/** Plans as the server answered last, newer than what the page was read with. */
const answered = createStore<ReadonlyMap<string, UnitPlanRead>>(new Map())
const planOf = new Map<string, string>()

export function keepPlan(plan: UnitPlanRead): UnitPlanRead {
  for (const item of plan.items) planOf.set(item.id, plan.id)
  answered.set(new Map(answered.get()).set(plan.id, plan))
  return plan
}

/** The plan as new as it is known; an earlier submission stays what it was. */
export function useFreshPlan(read: UnitPlanRead): UnitPlanRead {
  const newer = useStore(answered).get(read.id)
  for (const item of read.items) planOf.set(item.id, read.id)
  if (newer?.number !== read.number) return read
  return newer.version > read.version || newer.content_version > read.content_version ? newer : read
}

export function draftOf(item: UnitPlanItemRead): RowDraft {
  const { text, cause, person, due_on, due_text, deliverable } = item
  return { indicator_id: item.indicator?.id ?? null, text, cause, person, due_on, due_text, deliverable }
}

function current(plan: UnitPlanRead, id: string): Current<RowDraft> {
  const item = keepPlan(plan).items.find((row) => row.id === id)
  if (item === undefined) throw new ApiProblem({ status: 404, code: 'unit_plan_item_not_found' })
  return { version: item.version, value: draftOf(item) }
}

/** Autosave of rows: each has its own version, so two officers on two rows do not collide. */
export const rowDrafts: DraftsDefinition<RowDraft> = {
  name: 'unit-plan-rows',
  save: async (id, version, patch) => {
    const { data } = await updateUnitPlanItem({ path: { item_id: id }, body: patch, headers: ifMatch(version) })
    return current(data, id)
  },
  load: async (id) => {
    const { data } = await getUnitPlan({ path: { unit_plan_id: planOf.get(id) ?? '' } })
    return current(data, id)
  },
}

/** The version of the whole, its rows included: what a head has read is what is sent. */
export function tagOf(plan: UnitPlanRead): { 'If-Match': string } {
  return ifMatch(`${plan.version}.${plan.content_version}`)
}
