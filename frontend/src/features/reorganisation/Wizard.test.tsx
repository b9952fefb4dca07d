import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import type { SuccessionPreview, SuccessionRead } from '@/api/types.gen'
import { json, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { Wizard } from './Wizard'

const MEMBERS: SuccessionPreview['members'] = [
  { part: 0, kind: 'split', side: 'predecessor', unit_id: 'a', code: '1', name: 'Phường 1' },
  { part: 0, kind: 'split', side: 'successor', unit_id: null, code: '2', name: 'Phường Bắc' },
  { part: 0, kind: 'split', side: 'successor', unit_id: null, code: '3', name: 'Phường Nam' },
]
const MOVE = { what: 'membership', how: 'carried', thing_id: 'm', into_id: null, label: 'Trần Văn Minh', from_unit_id: 'a', from_name: 'Phường 1', to_unit_id: null, to_name: 'Phường Bắc' }
const TOTALS = { sum: {}, units: [], sources: 1 }
const PREVIEW = { title: 'Chia phường', effective_on: '2025-07-01', at_once: false, members: MEMBERS, before: TOTALS, after: TOTALS, moves: [MOVE], heads: [], warnings: [] } as unknown as SuccessionPreview
const after = (code: string, short_name: string) => ({ code, short_name, name: `UBND ${short_name}`, kind: 'ward', unit_id: null })
const DECISION = {
  id: 's',
  version: 1,
  decision: { title: 'Chia phường', legal_basis: 'Nghị quyết', effective_on: '2025-07-01', confirmed_on: null, parts: [{ kind: 'split', predecessors: ['a'], successors: [after('2', 'Phường Bắc'), after('3', 'Phường Nam')], choices: [] }] },
} as unknown as SuccessionRead

const heading = () => screen.getByText('Chia phường', { selector: 'h2' })

afterEach(() => {
  vi.unstubAllGlobals()
})

/** The wizard with its first preview; each later one waits until it is let come. */
async function previewed() {
  const user = userEvent.setup()
  const waiting: (() => void)[] = []
  const comes = () => waiting.shift()?.()
  serve(({ path }) => {
    if (!path.endsWith('/preview')) return json({ items: [], next_cursor: null })
    return new Promise((resolve) => {
      waiting.push(() => resolve(json(PREVIEW)))
    })
  })
  show(<Wizard decision={DECISION} onDone={vi.fn()} />)
  const ask = async (name: string) => {
    await user.click(screen.getByRole('button', { name }))
    await vi.waitFor(() => expect(waiting).toHaveLength(1))
  }
  await ask('Xem trước')
  comes()
  const choice = () => screen.findByRole('combobox', { name: /Trần Văn Minh/ })
  await choice()
  return { user, ask, comes, choice }
}

it('puts the keyboard where each new preview begins', async () => {
  const { user, ask, comes, choice } = await previewed()
  expect(heading()).toHaveFocus()
  await user.selectOptions(await choice(), 'Phường Nam')
  await ask('Xem trước lại')
  expect(heading()).not.toHaveFocus()
  comes()
  expect(await screen.findByRole('button', { name: 'Ghi quyết định' })).toBeVisible()
  expect(heading()).toHaveFocus()
})

it('goes on asking for a preview of what was chosen while one was on its way', async () => {
  const { user, ask, comes, choice } = await previewed()
  await user.selectOptions(await choice(), 'Phường Nam')
  await ask('Xem trước lại')
  await user.selectOptions(await choice(), 'Phường Bắc')
  comes()
  await vi.waitFor(() => expect(heading()).toHaveFocus())
  expect(await choice()).toHaveValue('0')
  expect(screen.queryByRole('button', { name: 'Ghi quyết định' })).toBeNull()
  expect(screen.getByRole('button', { name: /Xem trước lại/ })).toBeVisible()
})
