import { createStore, useStore } from '@/lib/store'

interface Versioned {
  id: string
  version: number
}

/** Things of a list as the server answered last, newer than what the list was read with. */
export function createFresh<T extends Versioned>() {
  const answered = createStore<ReadonlyMap<string, T>>(new Map())
  return {
    keep: (item: T) => answered.set(new Map(answered.get()).set(item.id, item)),
    /** The items of the list, each as new as it is known. */
    useFresh: (items: readonly T[]): readonly T[] => {
      const known = useStore(answered)
      return items.map((item) => {
        const newer = known.get(item.id)
        return newer !== undefined && newer.version > item.version ? newer : item
      })
    },
  }
}
