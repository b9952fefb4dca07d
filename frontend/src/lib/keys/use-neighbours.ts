import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { useShortcuts } from './use-shortcuts'

/** While one of a list is open, the arrows open the next and the previous of it. */
export function useNeighbours(items: readonly { id: string }[], open: string | undefined, show: (id: string) => void): void {
  const { keys } = useWords(commonWords)
  const at = items.findIndex(({ id }) => id === open)
  const go = (place: number) => {
    const item = items[place]
    if (item !== undefined) show(item.id)
  }
  useShortcuts(
    [
      { keys: 'ArrowDown', label: keys.next, run: () => go(at + 1) },
      { keys: 'ArrowUp', label: keys.previous, run: () => go(at - 1) },
    ],
    open !== undefined,
  )
}
