import { useCallback, useSyncExternalStore } from 'react'

/** Whether the window is as wide as the query says; what is drawn twice for two widths would read twice to a screen reader. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = globalThis.matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => globalThis.matchMedia(query).matches)
}

/** Three panes fit beside the menu. */
export const THREE_PANES = '(min-width: 1280px)'
