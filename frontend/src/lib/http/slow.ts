import { createStore } from '@/lib/store'

const SLOW_AFTER_MS = 8_000

let waiting = 0
/** True while some request has been under way for more than eight seconds. */
export const slowServer = createStore(false)

export async function watched<T>(work: Promise<T>): Promise<T> {
  const state = { counted: false }
  const timer = setTimeout(() => {
    state.counted = true
    waiting += 1
    slowServer.set(true)
  }, SLOW_AFTER_MS)
  try {
    return await work
  } finally {
    clearTimeout(timer)
    if (state.counted) {
      waiting -= 1
      slowServer.set(waiting > 0)
    }
  }
}
