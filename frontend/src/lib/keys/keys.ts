/** Keys by their place on the keyboard (`event.code`), because Telex and VNI rewrite the letters and digits. */
export interface Shortcut {
  /** `KeyN`, `Digit1`, `Slash`, `Ctrl+Enter`, `Alt+ArrowDown`, `Shift+Slash` … */
  keys: string
  /** What it does, for the list under `?`. */
  label: string
  run: (event: KeyboardEvent) => void
  /** Not listed under `?`. Chords and Esc work inside fields as well; a single key never does. */
  hidden?: boolean
}

/** Below every dialog: the page itself. */
export const PAGE = ''

/** Each with the layer that it was registered in. */
const shortcuts = new Map<Shortcut, string>()
/** The dialogs that are open, the uppermost last. */
const layers: string[] = []
const listeners = new Set<() => void>()
let snapshot: readonly Shortcut[] = []

function changed(): void {
  snapshot = [...shortcuts.keys()]
  for (const listener of listeners) listener()
}

export const registry = {
  get: () => snapshot,
  subscribe: (listener: () => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

export function register(added: readonly Shortcut[], layer = PAGE): () => void {
  for (const shortcut of added) shortcuts.set(shortcut, layer)
  changed()
  return () => {
    for (const shortcut of added) shortcuts.delete(shortcut)
    changed()
  }
}

/** While it is open, only what is registered in it counts; what is beneath keeps still. */
export function openLayer(layer: string): () => void {
  layers.push(layer)
  return () => {
    layers.splice(layers.lastIndexOf(layer), 1)
  }
}

const CHORD_MODIFIERS = ['Ctrl', 'Alt', 'Meta']

function pressed(event: KeyboardEvent): string {
  const modifiers = [
    event.ctrlKey || event.metaKey ? 'Ctrl+' : '',
    event.altKey ? 'Alt+' : '',
    event.shiftKey ? 'Shift+' : '',
  ]
  return modifiers.join('') + event.code.replace('NumpadEnter', 'Enter').replace(/^Numpad(?=\d)/, 'Digit')
}

function isChord(keys: string): boolean {
  return CHORD_MODIFIERS.some((modifier) => keys.startsWith(`${modifier}+`))
}

export function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'file'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.getAttribute('role') === 'combobox'
}

function isComposing(event: KeyboardEvent): boolean {
  // keyCode 229 is how older typing methods say it; the only place where it is known
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- no successor tells of them
  return event.isComposing || event.keyCode === 229
}

/** Of the uppermost layer; the most recently registered shortcut wins: a panel over a page. */
function find(keys: string): Shortcut | undefined {
  const layer = layers.at(-1) ?? PAGE
  return snapshot.findLast((shortcut) => shortcut.keys === keys && shortcuts.get(shortcut) === layer)
}

/** A chord pressed in the middle of a composed letter waits until the letter is finished, or it would be lost. */
function afterComposition(target: EventTarget, run: () => void): void {
  target.addEventListener('compositionend', () => setTimeout(run, 0), { once: true })
}

const DIALOGS = 'dialog[open], [role="dialog"][aria-modal="true"]'

/** Whether a dialog holds the page and the key was not pressed in it, or in one that registers no keys. */
function isHeld(event: KeyboardEvent): boolean {
  if (document.querySelector(DIALOGS) === null) return false
  return layers.length === 0 || !(event.target instanceof Element && event.target.closest(DIALOGS) !== null)
}

export function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.repeat || isHeld(event)) return
  const keys = pressed(event)
  const shortcut = find(keys)
  if (shortcut !== undefined) decide(shortcut, event)
}

function decide(shortcut: Shortcut, event: KeyboardEvent): void {
  const { keys } = shortcut
  const composing = isComposing(event)
  if (isChord(keys) && composing && event.target !== null) {
    event.preventDefault()
    afterComposition(event.target, () => shortcut.run(event))
    return
  }
  // while composing, Esc belongs to the typing method
  if (composing || (isField(event.target) && !isChord(keys) && keys !== 'Escape')) return
  event.preventDefault()
  shortcut.run(event)
}

const NAMES: Record<string, string> = { Slash: '/', Enter: '↵', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' }

/** "Ctrl ↵", "Alt ↓", "?" as printed on the keys. */
export function spell(keys: string): string {
  if (keys === 'Shift+Slash') return '?'
  return keys
    .split('+')
    .map((key) => NAMES[key] ?? key.replace(/^(?:Key|Digit)/, ''))
    .join(' ')
}
