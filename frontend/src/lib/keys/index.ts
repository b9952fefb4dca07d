export { isField, spell, type Shortcut } from './keys'
export { KeysLayer } from './KeysLayer'
export { useKeyListener, useRegisteredShortcuts, useShortcuts } from './use-shortcuts'
export { useNeighbours } from './use-neighbours'
