import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { onKeyDown, openLayer, register, spell } from './keys'

const accept = vi.fn()
const finish = vi.fn()
const escape = vi.fn()
let field: HTMLTextAreaElement
let end: () => void

function press(target: EventTarget, code: string, init: KeyboardEventInit = {}) {
  target.dispatchEvent(new KeyboardEvent('keydown', { code, bubbles: true, cancelable: true, ...init }))
}

beforeEach(() => {
  field = document.body.appendChild(document.createElement('textarea'))
  document.addEventListener('keydown', onKeyDown)
  end = register([
    { keys: 'Digit1', label: 'Đạt', run: accept },
    { keys: 'Ctrl+Enter', label: 'Xong', run: finish },
    { keys: 'Escape', label: 'Đóng', run: escape },
  ])
})

afterEach(() => {
  end()
  document.removeEventListener('keydown', onKeyDown)
  document.body.replaceChildren()
  vi.clearAllMocks()
})

it('goes by the place of a key, whatever letter a typing method makes of it', () => {
  press(document.body, 'Digit1', { key: 'á' })
  expect(accept).toHaveBeenCalledOnce()
})

it('leaves single keys to the field that is being typed in', () => {
  press(field, 'Digit1', { key: '1' })
  expect(accept).not.toHaveBeenCalled()
})

it('takes chords and Esc inside a field', () => {
  press(field, 'Enter', { ctrlKey: true })
  press(field, 'Escape')
  expect(finish).toHaveBeenCalledOnce()
  expect(escape).toHaveBeenCalledOnce()
})

it('lets a letter be finished before a chord acts', () => {
  vi.useFakeTimers()
  press(field, 'Enter', { ctrlKey: true, isComposing: true })
  expect(finish).not.toHaveBeenCalled()
  field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true }))
  vi.runAllTimers()
  expect(finish).toHaveBeenCalledOnce()
  vi.useRealTimers()
})

it('leaves single keys and Esc to a typing method that is composing', () => {
  press(document.body, 'Digit1', { isComposing: true })
  press(field, 'Escape', { isComposing: true })
  expect(accept).not.toHaveBeenCalled()
  expect(escape).not.toHaveBeenCalled()
})

it('lets the newest of two equal shortcuts win, and gives the key back afterwards', () => {
  const panel = vi.fn()
  const close = register([{ keys: 'Digit1', label: 'Trong ô', run: panel }])
  press(document.body, 'Digit1')
  close()
  press(document.body, 'Digit1')
  expect(panel).toHaveBeenCalledOnce()
  expect(accept).toHaveBeenCalledOnce()
})

it('keeps the keys of the page still while a dialog is over it', () => {
  const dialog = document.body.appendChild(document.createElement('dialog'))
  dialog.setAttribute('open', '')
  press(document.body, 'Digit1')
  expect(accept).not.toHaveBeenCalled()
})

it('takes only the keys of an open dialog, and gives the page its own back', () => {
  const dialog = document.body.appendChild(document.createElement('dialog'))
  dialog.setAttribute('open', '')
  const button = dialog.appendChild(document.createElement('button'))
  const inside = vi.fn()
  const close = openLayer('dialog')
  const forget = register([{ keys: 'Ctrl+Enter', label: 'Trong hộp', run: inside }], 'dialog')
  press(button, 'Digit1')
  press(button, 'Enter', { ctrlKey: true })
  expect(accept).not.toHaveBeenCalled()
  expect(finish).not.toHaveBeenCalled()
  expect(inside).toHaveBeenCalledOnce()
  forget()
  close()
  dialog.remove()
  press(document.body, 'Digit1')
  expect(accept).toHaveBeenCalledOnce()
})

it('spells keys as they are printed', () => {
  expect(['Ctrl+Enter', 'Alt+ArrowDown', 'Shift+Slash', 'KeyN', 'Digit1'].map(spell)).toEqual(['Ctrl ↵', 'Alt ↓', '?', 'N', '1'])
})
