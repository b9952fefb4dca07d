import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import type { DifferenceRead, UnitDifference } from '@/api/types.gen'
import { show } from '@/testing/show'
import { DifferenceView } from './DifferenceView'

const unit = (name: string, change: UnitDifference['change']): UnitDifference => ({ id: name, name, as: 'Chủ trì, Giao', change, fields: [] })
const DIFFERENCE: DifferenceRead = {
  plan: [],
  tasks: [
    { key: 'a', source_ref: 'II.1', title: 'Việc bỏ', due: '', change: 'dropped', fields: [], units: [unit('Phường 1', 'dropped')] },
    { key: 'b', source_ref: 'II.2', title: 'Việc thêm', due: '', change: 'added', fields: [], units: ['1', '2', '3', '4', '5', '7'].map((number) => unit(`Phường ${number}`, 'added')) },
    { key: 'c', source_ref: 'II.3', title: 'Việc sửa', due: '', change: 'changed', fields: [{ label: 'Thời hạn', before: '31/10/2024', after: '15/11/2024' }], units: [] },
  ],
  targets: [],
  units: [{ id: 'Phường 1', name: 'Phường 1', added: 1, changed: 0, dropped: 1 }],
  counts: { added: 1, changed: 1, dropped: 1, units: 6 },
}

it('tells the counts first, then what is new, otherwise and gone, each with a word', () => {
  show(<DifferenceView difference={DIFFERENCE} />)
  expect(screen.getByText('Thêm 1 · Sửa 1 · Bỏ 1 · 6 đơn vị có thay đổi')).toBeVisible()
  expect(screen.getAllByText(/^Việc /).map((title) => title.textContent)).toEqual(['Việc thêm', 'Việc sửa', 'Việc bỏ'])
  expect(screen.getByText('31/10/2024')).toBeVisible()
})

it('names a few units, and all of them when asked', async () => {
  show(<DifferenceView difference={DIFFERENCE} />)
  expect(screen.queryByText(/Phường 7/)).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'và 2 đơn vị khác' }))
  expect(screen.getByText(/Phường 7/)).toBeVisible()
})

it('says for which units, with how much for each', async () => {
  show(<DifferenceView difference={DIFFERENCE} />)
  await userEvent.click(screen.getByText('Cho đơn vị nào (1)'))
  expect(within(screen.getByRole('group')).getByText('Phường 1: thêm 1, bỏ 1')).toBeVisible()
})

it('says that there is no difference', () => {
  show(<DifferenceView difference={{ ...DIFFERENCE, tasks: [], units: [], counts: { added: 0, changed: 0, dropped: 0, units: 0 } }} />)
  expect(screen.getByText('Không có khác biệt.')).toBeVisible()
})
