import { screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it } from 'vitest'
import { show } from '@/testing/show'
import { HeatMap, type HeatRow } from './HeatMap'

const COLUMNS = ['1', '2', '3'].map((code) => ({ key: code, title: code, hint: `${code}. Nội dung ${code}` }))

function row(name: string, counts: readonly (number | null)[]): HeatRow {
  return {
    key: name,
    title: name,
    cells: counts.map((count, index) => ({
      value: count ?? 0,
      alert: (count ?? 0) > 0,
      // a unit without tasks in a dimension has no list to open
      href: count === null ? undefined : `/plan?unit=${name}&dimension=${index + 1}`,
      label: count === null ? `${name}, nội dung ${index + 1}: không có nhiệm vụ` : `${name}, nội dung ${index + 1}: ${count} quá hạn`,
    })),
  }
}

const ROWS = [row('Phường 1', [0, 2, 5]), row('Phường 2', [null, 1, null]), row('Phường 3', [3, null, 4])]
const map = () => show(<HeatMap label="Đơn vị × nội dung" columns={COLUMNS} rows={ROWS} />)
const cells = () => screen.getAllByRole('cell')

it('says every cell in words: the unit, the dimension, the number', () => {
  map()
  const said = ROWS.flatMap((one) => one.cells.map(({ label }) => label))
  const heard = cells().map((cell) => (within(cell).queryByRole('link') ?? within(cell).getByRole('img')).getAttribute('aria-label'))
  expect(heard).toEqual(said)
})

it('prints the number and marks what is overdue, so that colour never stands alone', () => {
  map()
  expect(cells().map((cell) => cell.textContent)).toEqual(['0', '2', '5', '0', '1', '0', '3', '0', '4'])
  const marked = cells().map((cell) => cell.querySelector('svg') !== null)
  expect(marked).toEqual([false, true, true, false, true, false, true, false, true])
})

it('names rows and columns for those who hear the table', () => {
  map()
  expect(screen.getByRole('region', { name: 'Đơn vị × nội dung' })).toBeInTheDocument()
  expect(screen.getAllByRole('rowheader').map((head) => head.textContent)).toEqual(['Phường 1', 'Phường 2', 'Phường 3'])
  expect(screen.getAllByTitle('2. Nội dung 2').at(-1)).toHaveTextContent('2')
})

it('moves by arrows and opens the list behind a cell by Enter', async () => {
  const user = userEvent.setup()
  const { history } = map()
  screen.getByRole('link', { name: 'Phường 1, nội dung 1: 0 quá hạn' }).focus()
  await user.keyboard('{ArrowRight}')
  expect(screen.getByRole('link', { name: 'Phường 1, nội dung 2: 2 quá hạn' })).toHaveFocus()
  await user.keyboard('{ArrowDown}')
  expect(screen.getByRole('link', { name: 'Phường 2, nội dung 2: 1 quá hạn' })).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(history.location.href).toBe('/plan?unit=Phường 2&dimension=2')
})

it('steps over cells without a list instead of stopping at them, and stays at the edge', async () => {
  const user = userEvent.setup()
  map()
  screen.getByRole('link', { name: 'Phường 1, nội dung 1: 0 quá hạn' }).focus()
  await user.keyboard('{ArrowDown}')
  const below = screen.getByRole('link', { name: 'Phường 3, nội dung 1: 3 quá hạn' })
  expect(below).toHaveFocus()
  await user.keyboard('{ArrowRight}')
  expect(screen.getByRole('link', { name: 'Phường 3, nội dung 3: 4 quá hạn' })).toHaveFocus()
  await user.keyboard('{ArrowRight}{ArrowDown}')
  expect(screen.getByRole('link', { name: 'Phường 3, nội dung 3: 4 quá hạn' })).toHaveFocus()
  await user.keyboard('{ArrowUp}')
  expect(screen.getByRole('link', { name: 'Phường 1, nội dung 3: 5 quá hạn' })).toHaveFocus()
})
