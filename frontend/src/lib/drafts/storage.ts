import { uuid } from '@/lib/uuid'

/** One unsent piece of text, as it lies on the device. */
export interface StoredDraft<P> {
  version: number
  /** The fields as the server had them when the typing began. */
  base: Partial<P>
  patch: Partial<P>
  at: number
}

export interface DraftStorage<P> {
  write(key: string, draft: StoredDraft<P> | null): void
  /** Copies left by tabs that are no longer open, oldest first; they belong to the caller from now on. */
  adopt(): Promise<{ key: string; draft: StoredDraft<P> }[]>
  /** Everything of this owner, by whichever tab. */
  wipe(): void
}

const PREFIX = 'papi.drafts'
const tab = uuid().slice(0, 8)
const tabLock = (id: string) => `papi-tab-${id}`

function locks(): LockManager | undefined {
  // absent in insecure contexts, whatever the types say
  return (navigator as { locks?: LockManager }).locks
}

/** Held as long as this tab lives, so that others see whose copies are orphans. */
void locks()?.request(tabLock(tab), () => new Promise(() => undefined))

async function livingTabs(): Promise<Set<string>> {
  const snapshot = await locks()?.query()
  return new Set((snapshot?.held ?? []).map((lock) => lock.name ?? ''))
}

function keysUnder(prefix: string): string[] {
  return Array.from({ length: localStorage.length }, (_, index) => localStorage.key(index) ?? '').filter((key) => key.startsWith(prefix))
}

/** localStorage: synchronous, so a text is on the disk's way before the tab can close; a report's unsent text is small. */
export function deviceStorage<P>(owner: string, name: string): DraftStorage<P> {
  const mine = `${PREFIX}|${owner}|`
  const place = (key: string) => `${mine}${name}|${tab}|${key}`
  return {
    write(key, draft) {
      try {
        if (draft === null) localStorage.removeItem(place(key))
        else localStorage.setItem(place(key), JSON.stringify(draft))
      } catch {
        // no room on the device: the text is still in memory and on its way to the server
      }
    },
    async adopt() {
      const living = await livingTabs()
      const found = keysUnder(`${mine}${name}|`).flatMap((stored) => {
        const [, , , from = '', ...rest] = stored.split('|')
        if (living.has(tabLock(from)) || from === tab) return []
        const draft = JSON.parse(localStorage.getItem(stored) ?? 'null') as StoredDraft<P> | null
        localStorage.removeItem(stored)
        return draft === null ? [] : [{ key: rest.join('|'), draft }]
      })
      return found.sort((a, b) => a.draft.at - b.draft.at)
    },
    wipe() {
      for (const key of keysUnder(mine)) localStorage.removeItem(key)
    },
  }
}
