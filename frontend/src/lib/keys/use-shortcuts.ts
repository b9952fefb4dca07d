import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { onKeyDown, register, registry, type Shortcut } from './keys'

/** Shortcuts of the component on screen. `label`s are listed under `?`; the newest wins where two share a key. */
export function useShortcuts(list: readonly Shortcut[], active = true): void {
  const run = useEffectEvent((keys: string, event: KeyboardEvent) => {
    list.find((shortcut) => shortcut.keys === keys)?.run(event)
  })
  // the functions change with every render, the keys and labels hardly ever
  const described = JSON.stringify(list.map(({ keys, label, hidden }) => ({ keys, label, hidden })))
  useEffect(() => {
    if (!active) return
    const stable = (JSON.parse(described) as Omit<Shortcut, 'run'>[]).map((shortcut) => ({
      ...shortcut,
      run: (event: KeyboardEvent) => run(shortcut.keys, event),
    }))
    return register(stable)
  }, [described, active])
}

/** Once, in the frame. */
export function useKeyListener(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

export function useRegisteredShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(registry.subscribe, registry.get)
}
