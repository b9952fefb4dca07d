import { useCallback, useEffect, useLayoutEffect, useMemo, useSyncExternalStore } from 'react'
import { keepLocalWork } from '@/lib/session/session'
import { onRecovered, ownerOf } from '@/lib/session/state'
import { useMe } from '@/lib/session/access'
import { Drafts } from './drafts'
import type { Current, DraftsOptions, DraftStatus } from './types'

export type DraftsDefinition<P extends object> = Pick<DraftsOptions<P>, 'name' | 'save' | 'load'>

interface Running {
  owner: string
  drafts: unknown
  end: () => void
}

/** One engine for each kind of thing, alive as long as the page is: text kept on the device is sent even after its page was left. */
const running = new Map<string, Running>()

function connect<P extends object>(drafts: Drafts<P>): () => void {
  const retry = () => void drafts.retry()
  const flush = () => void drafts.flushAll()
  const whenHidden = () => {
    if (document.visibilityState === 'hidden') flush()
  }
  globalThis.addEventListener('online', retry)
  globalThis.addEventListener('pagehide', flush)
  document.addEventListener('visibilitychange', whenHidden)
  const ends = [onRecovered(retry), keepLocalWork({ flush: () => drafts.flushAll(), wipe: () => drafts.wipe() })]
  void drafts.adopt()
  return () => {
    globalThis.removeEventListener('online', retry)
    globalThis.removeEventListener('pagehide', flush)
    document.removeEventListener('visibilitychange', whenHidden)
    for (const end of ends) end()
    drafts.stop()
  }
}

export function draftsFor<P extends object>(definition: DraftsDefinition<P>, owner: string): Drafts<P> {
  const found = running.get(definition.name)
  if (found?.owner === owner) return found.drafts as Drafts<P>
  found?.end()
  const drafts = new Drafts<P>({ ...definition, owner })
  running.set(definition.name, { owner, drafts, end: connect(drafts) })
  return drafts
}

/** The engine of the signed-in person: `useDrafts(reportLineDrafts)`. */
export function useDrafts<P extends object>(definition: DraftsDefinition<P>): Drafts<P> {
  const owner = ownerOf(useMe())
  return useMemo(() => draftsFor(definition, owner), [definition, owner])
}

export function useDraftSummary<P extends object>(drafts: Drafts<P>): DraftStatus<P> {
  return useSnapshot(drafts, () => drafts.summary())
}

export interface Draft<P> {
  /** The server's value with everything typed on top: what the fields show. */
  value: P
  status: DraftStatus<P>
  edit: (patch: Partial<P>) => void
  /** For blur and Ctrl+S. */
  flush: () => Promise<void>
}

/** One thing under edit, such as the active line. Leaving it sends it. */
export function useDraft<P extends object>(drafts: Drafts<P>, key: string, current: { version: number; value: P }): Draft<P> {
  const { version, value } = current
  // before anything is painted, so that unsent text of the device is shown at once
  useLayoutEffect(() => drafts.open(key, { version, value } satisfies Current<P>), [drafts, key, version, value])
  useEffect(() => () => void drafts.release(key), [drafts, key])
  const shown = useSnapshot(drafts, () => drafts.shown(key))
  const status = useSnapshot(drafts, () => drafts.status(key))
  return {
    value: useMemo(() => ({ ...value, ...shown }), [value, shown]),
    status,
    edit: useCallback((patch: Partial<P>) => drafts.edit(key, patch), [drafts, key]),
    flush: useCallback(() => drafts.flush(key), [drafts, key]),
  }
}

function useSnapshot<P extends object, T>(drafts: Drafts<P>, read: () => T): T {
  return useSyncExternalStore(drafts.subscribe, read)
}
