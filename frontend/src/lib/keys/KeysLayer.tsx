import { useEffect, useId, type ReactNode } from 'react'
import { openLayer } from './keys'
import { LayerContext } from './layer'

/** Around a dialog: while it is on screen, only the shortcuts of what is in it count. */
export function KeysLayer({ children }: { children: ReactNode }) {
  const layer = useId()
  useEffect(() => openLayer(layer), [layer])
  return <LayerContext value={layer}>{children}</LayerContext>
}
