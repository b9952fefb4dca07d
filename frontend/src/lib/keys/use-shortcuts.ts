import { use, useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import { onKeyDown, register, registry, type Shortcut } from './keys'
import { LayerContext } from './layer'

/** Shortcuts of the component on screen. `label`s are listed under `?`; the newest wins where two share a key. Beneath an open dialog they rest. */
export function useShortcuts(list: readonly Shortcut[], active = true): void {
  const layer = use(LayerContext)
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
    return register(stable, layer)
  }, [described, active, layer])
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
