import { createStore } from './store'

const KEY = 'papi-papers'

function kept(): readonly string[] {
  const stored = sessionStorage.getItem(KEY)
  return stored === null ? [] : stored.split(' ').filter(Boolean)
}

/** The papers that were asked for in this tab and not put away, by id: also after a reload. */
export const askedPapers = createStore<readonly string[]>(kept())

function keep(ids: readonly string[]): void {
  sessionStorage.setItem(KEY, ids.join(' '))
  askedPapers.set(ids)
}

export function followPaper(id: string): void {
  keep([...askedPapers.get(), id])
}

export function putPaperAway(id: string): void {
  keep(askedPapers.get().filter((other) => other !== id))
}
