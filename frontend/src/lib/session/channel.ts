/** What tabs of one browser tell each other. The token travels in memory only. */
export type TabMessage =
  | { type: 'token'; token: string; expiresAt: number; owner: string | null }
  | { type: 'signed-out' }
  | { type: 'moved'; owner: string }

const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('papi-session')

export function tellTabs(message: TabMessage): void {
  channel?.postMessage(message)
}

export function onTabMessage(listener: (message: TabMessage) => void): void {
  channel?.addEventListener('message', (event: MessageEvent<TabMessage>) => listener(event.data))
}

/** Runs `work` in one tab at a time, where the browser can. */
export async function oneTabAtATime<T>(work: () => Promise<T>): Promise<T> {
  // absent in insecure contexts, whatever the types say
  const locks = (navigator as { locks?: LockManager }).locks
  if (locks === undefined) return work()
  return (await locks.request('papi-refresh', work))
}
