import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { beforeEach, expect, it, vi } from 'vitest'
import type { LineRead } from '@/api/types.gen'
import { Drafts } from '@/lib/drafts/drafts'
import type { Current } from '@/lib/drafts/types'
import { useKeyListener } from '@/lib/keys'
import { reportLine } from '@/testing/lines'
import { draftOf, type LineDraft, type Place } from './lines'
import { useEditorKeys } from './use-editor-keys'

const save = vi.fn((_key: string, version: number, patch: Partial<LineDraft>): Promise<Current<LineDraft>> => Promise.resolve({ version: version + 1, value: patch }))
const check = vi.fn()
const LINES = [
  reportLine(1),
  reportLine(2, { complete: false, carried_forward: true, lacks: ['carried'] }),
  reportLine(3),
  reportLine(4, { complete: false, percent: null, lacks: ['empty'] }),
]

function Desk({ start }: { start: Place }) {
  useKeyListener()
  const [place, setPlace] = useState(start)
  const [drafts] = useState(() => {
    const engine = new Drafts<LineDraft>({ name: 'report-lines', owner: 'me', save, load: () => Promise.reject(new Error()) })
    for (const line of LINES) engine.open(line.id, { version: line.version, value: draftOf(line) })
    return engine
  })
  const line = LINES.find(({ id }) => id === place.line)
  const keys = useEditorKeys({ lines: LINES, shown: LINES, line, drafts, place, onPlace: setPlace, onCheck: check, alsoSave: () => Promise.resolve() })
  return (
    <div id="line">
      <h2 tabIndex={-1}>{line?.task.title}</h2>
      <p data-field="result">
        <textarea aria-label="Kết quả" />
      </p>
      <p data-field="percent">
        <input aria-label="Mức độ" />
      </p>
      <output>{keys.asked}</output>
    </div>
  )
}

function show(start: Place) {
  render(<Desk start={start} />)
  return userEvent.setup()
}

const opened = (line: LineRead | undefined) => expect(screen.getByRole('heading')).toHaveTextContent(line?.task.title ?? '')

beforeEach(() => {
  save.mockClear()
  check.mockClear()
})

it('confirms what was carried forward with the key that goes on, to the field that the next line lacks', async () => {
  const user = show({ line: 'line-2' })
  await user.keyboard('{Control>}{Enter}{/Control}')
  opened(LINES[3])
  expect(screen.getByLabelText('Mức độ')).toHaveFocus()
  await vi.waitFor(() => expect(save).toHaveBeenCalledWith('line-2', 1, { carried_forward: false }))
})

it('goes round to the lines above that still lack something', async () => {
  const user = show({ line: 'line-4' })
  await user.keyboard('{Control>}{Enter}{/Control}')
  opened(LINES[1])
  expect(screen.getByLabelText('Kết quả')).toHaveFocus()
})

it('moves up and down with Alt and the arrows, inside a field too', async () => {
  const user = show({ line: 'line-2' })
  await user.click(screen.getByLabelText('Kết quả'))
  await user.keyboard('{Alt>}{ArrowDown}{/Alt}')
  opened(LINES[2])
  await user.keyboard('{Alt>}{ArrowUp}{ArrowUp}{/Alt}')
  opened(LINES[0])
})

it('returns to the check page when that is where the person came from', async () => {
  const user = show({ line: 'line-2', from: 'check' })
  expect(screen.getByLabelText('Kết quả')).toHaveFocus()
  await user.keyboard('{Control>}{Enter}{/Control}')
  await vi.waitFor(() => expect(check).toHaveBeenCalledOnce())
  expect(save).toHaveBeenCalledWith('line-2', 1, { carried_forward: false })
})

it('answers Ctrl+S even where nothing is left to save', async () => {
  const user = show({ line: 'line-1' })
  await user.keyboard('{Control>}s{/Control}')
  await vi.waitFor(() => expect(screen.getByRole('status')).toHaveTextContent('1'))
  expect(save).not.toHaveBeenCalled()
})
