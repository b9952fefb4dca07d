import { useQuery } from '@tanstack/react-query'
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { afterEach, expect, it, vi } from 'vitest'
import { ApiProblem } from '@/lib/http/problem'
import type { ListSearch } from '@/lib/search-params'
import { show } from '@/testing/show'
import { DataTable, type Column } from './DataTable'
import { ListPage, type Page } from './ListPage'

interface Task {
  id: string
  title: string
  percent: number
}

const COLUMNS: readonly Column<Task>[] = [
  { key: 'title', title: 'Nhiệm vụ', sort: 'title', render: (task) => task.title },
  { key: 'percent', title: '%', number: true, render: (task) => task.percent },
  { key: 'id', title: 'Mã', wideOnly: true, render: (task) => task.id },
]
const TASKS: Task[] = [
  { id: 'n1', title: 'Niêm yết công khai', percent: 40 },
  { id: 'n2', title: 'Tuyên truyền tới người dân', percent: 60 },
]
const idOf = (task: Task) => task.id
const table = () => within(screen.getByRole('table'))
const cards = () => within(screen.getByRole('list', { name: 'Nhiệm vụ' }))

interface ListProps {
  read: (search: ListSearch) => Promise<Page<Task>>
  start?: ListSearch
  onSearch?: (search: ListSearch) => void
  filters?: Record<string, unknown>
}

function List({ read, start = {}, onSearch, filters = {} }: ListProps) {
  const [search, setSearch] = useState(start)
  const query = useQuery({ queryKey: ['tasks', search], queryFn: () => read(search), retry: false })
  return (
    <ListPage
      path="/api/v1/assignments"
      fileName="phan-cong.xlsx"
      query={query}
      search={search}
      filters={filters}
      things="nhiệm vụ"
      empty="Chưa có kế hoạch năm 2025."
      onSearch={(next) => {
        onSearch?.(next)
        setSearch(next)
      }}
    >
      {(items) => <DataTable label="Nhiệm vụ" columns={COLUMNS} rows={items} idOf={idOf} />}
    </ListPage>
  )
}

const page = (items: Task[], more: Partial<Page<Task>> = {}): Page<Task> => ({ items, next_cursor: null, total: null, ...more })

afterEach(() => vi.useRealTimers())

it('opens a row by keyboard, and by a click anywhere in it', async () => {
  const user = userEvent.setup()
  const onOpen = vi.fn()
  show(<DataTable label="Nhiệm vụ" columns={COLUMNS} rows={TASKS} idOf={idOf} onOpen={onOpen} />)
  expect(screen.getByRole('table', { name: 'Nhiệm vụ' })).toBeVisible()
  await user.tab()
  expect(table().getByRole('button', { name: 'Niêm yết công khai' })).toHaveFocus()
  await user.keyboard('{Enter}')
  expect(onOpen).toHaveBeenLastCalledWith(TASKS[0])
  await user.click(table().getByText('60'))
  expect(onOpen).toHaveBeenLastCalledWith(TASKS[1])
  await user.click(table().getByRole('button', { name: 'Tuyên truyền tới người dân' }))
  expect(onOpen).toHaveBeenCalledTimes(3)
})

it('leads by a real link, so that it can be opened in a new tab', async () => {
  const { history } = show(<DataTable label="Nhiệm vụ" columns={COLUMNS} rows={TASKS} idOf={idOf} hrefOf={(task) => `/plan?task=${task.id}`} />)
  const link = table().getByRole('link', { name: 'Tuyên truyền tới người dân' })
  expect(link).toHaveAttribute('href', '/plan?task=n2')
  await userEvent.click(link)
  expect(history.location.href).toBe('/plan?task=n2')
})

it('sorts by keyboard and says which way, never none', async () => {
  const user = userEvent.setup()
  const onSort = vi.fn()
  const { rerender } = show(<DataTable label="Nhiệm vụ" columns={COLUMNS} rows={TASKS} idOf={idOf} onSort={onSort} />)
  const head = () => screen.getByRole('columnheader', { name: /Nhiệm vụ/ })
  expect(head()).not.toHaveAttribute('aria-sort')
  await user.tab()
  expect(head()).toHaveFocus()
  fireEvent.keyDown(head(), { key: 'Enter', keyCode: 13 })
  expect(onSort).toHaveBeenLastCalledWith('title')
  rerender(<DataTable label="Nhiệm vụ" columns={COLUMNS} rows={TASKS} idOf={idOf} sort="title" onSort={onSort} />)
  expect(head()).toHaveAttribute('aria-sort', 'ascending')
  await user.click(head())
  expect(onSort).toHaveBeenLastCalledWith('-title')
  rerender(<DataTable label="Nhiệm vụ" columns={COLUMNS} rows={TASKS} idOf={idOf} sort="-title" onSort={onSort} />)
  expect(head()).toHaveAttribute('aria-sort', 'descending')
  await user.click(head())
  expect(onSort).toHaveBeenLastCalledWith('title')
  expect(screen.getByRole('columnheader', { name: '%' })).not.toHaveAttribute('aria-sort')
})

it('says on the cards of a phone what the columns say, without the wide ones', () => {
  show(<DataTable label="Nhiệm vụ" columns={COLUMNS} rows={TASKS} idOf={idOf} current="n2" />)
  expect(cards().getByText('Niêm yết công khai')).toBeInTheDocument()
  expect(cards().getAllByRole('term').map((term) => term.textContent)).toEqual(['%', '%'])
  expect(cards().getAllByRole('definition').map((said) => said.textContent)).toEqual(['40', '60'])
  expect(table().getByText('n2')).toBeInTheDocument()
  expect(table().getAllByRole('row').map((row) => row.getAttribute('aria-current'))).toEqual([null, null, 'true'])
})

it('draws the shape of the list while it is coming, and says so only when it takes long', async () => {
  vi.useFakeTimers()
  show(<List read={() => new Promise(() => undefined)} />)
  const coming = screen.getByRole('status')
  expect(coming).toHaveAttribute('aria-busy', 'true')
  expect(coming).toHaveTextContent('')
  expect(coming).not.toHaveTextContent('Đang tải…')
  await act(() => vi.advanceTimersByTimeAsync(250))
  expect(coming).toHaveTextContent('Đang tải…')
})

it('says what is missing and not just that the list is empty', async () => {
  show(<List read={() => Promise.resolve(page([]))} />)
  expect(await screen.findByText('Chưa có kế hoạch năm 2025.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Xóa bộ lọc' })).toBeNull()
  expect(screen.queryByRole('table')).toBeNull()
})

it('says when only the filters hide everything, and takes them away', async () => {
  const read = vi.fn((search: ListSearch) => Promise.resolve(page(search.q === undefined ? TASKS : [])))
  show(<List read={read} start={{ q: 'hộ nghèo' }} />)
  expect(await screen.findByText('Không có mục nào khớp bộ lọc.')).toBeVisible()
  await userEvent.click(screen.getAllByRole('button', { name: 'Xóa bộ lọc' }).at(-1)!)
  expect(await screen.findByRole('table')).toBeInTheDocument()
  expect(screen.getByRole('searchbox')).toHaveValue('')
})

it('says why the list did not come, gives the reference, and tries again', async () => {
  const read = vi.fn<ListProps['read']>().mockRejectedValueOnce(new ApiProblem({ status: 500, code: 'internal_error', requestId: '7f3a' }))
  read.mockResolvedValue(page(TASKS))
  show(<List read={read} />)
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent('Có lỗi ngoài dự kiến, chưa có gì bị thay đổi.')
  expect(alert).toHaveTextContent('Mã tra cứu: 7f3a')
  expect(alert).not.toHaveTextContent('internal_error')
  await userEvent.click(within(alert).getByRole('button', { name: 'Thử lại' }))
  expect(await screen.findByRole('table')).toBeInTheDocument()
  expect(screen.queryByRole('alert')).toBeNull()
})

it('goes to the next page by its cursor, counts on, and finds the way back', async () => {
  const onSearch = vi.fn()
  const fifty = Array.from({ length: 50 }, (_, index): Task => ({ id: `n${index}`, title: `Nhiệm vụ ${index}`, percent: 0 }))
  const read = (search: ListSearch) => Promise.resolve(search.cursor === undefined ? page(fifty, { next_cursor: 'c2', total: 1043 }) : page(TASKS, { total: 1043 }))
  show(<List read={read} start={{ sort: '-due_on' }} onSearch={onSearch} />)
  expect(await screen.findByText('1–50 trong 1.043 nhiệm vụ')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Về trang đầu' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Trang sau' }))
  expect(onSearch).toHaveBeenLastCalledWith({ sort: '-due_on', cursor: 'c2', page: 2 })
  expect(await screen.findByText('51–52 trong 1.043 nhiệm vụ')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Trang sau' })).toBeNull()
  await userEvent.click(screen.getByRole('button', { name: 'Về trang đầu' }))
  expect(await screen.findByText('1–50 trong 1.043 nhiệm vụ')).toBeVisible()
})

it('searches a moment after the last key, once, from the first page on', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const onSearch = vi.fn()
  show(<List read={() => Promise.resolve(page(TASKS))} start={{ cursor: 'c2', page: 2 }} onSearch={onSearch} />)
  const field = screen.getByRole('searchbox', { name: 'Tìm trong bảng' })
  fireEvent.change(field, { target: { value: 'niêm' } })
  fireEvent.change(field, { target: { value: 'niêm yết' } })
  expect(onSearch).not.toHaveBeenCalled()
  await act(() => vi.advanceTimersByTimeAsync(350))
  expect(onSearch).toHaveBeenCalledExactlyOnceWith({ q: 'niêm yết', cursor: undefined, page: undefined })
})

it('loses no letter that is typed while the address is still changing', async () => {
  vi.useFakeTimers()
  const asked: (string | undefined)[] = []
  const query = { data: page(TASKS), error: null } as never
  const list = (q?: string) => (
    <ListPage path="/x" fileName="x" query={query} search={{ q }} filters={{}} things="nhiệm vụ" empty="" onSearch={(next) => void asked.push(next.q)}>
      {() => null}
    </ListPage>
  )
  const { rerender } = show(list())
  const field = screen.getByRole('searchbox')
  fireEvent.change(field, { target: { value: 'niêm' } })
  await act(() => vi.advanceTimersByTimeAsync(350))
  expect(asked).toEqual(['niêm'])
  fireEvent.change(field, { target: { value: 'niêm y' } })
  rerender(list('niêm'))
  expect(field).toHaveValue('niêm y')
  await act(() => vi.advanceTimersByTimeAsync(350))
  expect(asked).toEqual(['niêm', 'niêm y'])
  rerender(list('niêm y'))
  // Back: now the address leads and the field follows
  rerender(list())
  expect(field).toHaveValue('')
  await act(() => vi.advanceTimersByTimeAsync(350))
  expect(asked).toEqual(['niêm', 'niêm y'])
})

it('exports what is filtered, and says why where it cannot', async () => {
  const fetched: string[] = []
  vi.stubGlobal('fetch', (request: Request) => {
    fetched.push(request.url)
    return Promise.resolve(new Response('{"code":"forbidden","detail":"Vai trò Cán bộ không xuất được."}', { status: 403 }))
  })
  show(<List read={() => Promise.resolve(page(TASKS))} start={{ q: 'niêm yết', sort: 'title', cursor: 'c2' }} filters={{ unit: 'p1' }} />)
  await userEvent.click(screen.getByRole('button', { name: 'Xuất XLSX' }))
  await waitFor(() => expect(screen.getByRole('alert')).toHaveTextContent('Chưa xuất được tệp XLSX.Vai trò Cán bộ không xuất được.'))
  expect(Object.fromEntries(new URL(fetched[0]!).searchParams)).toEqual({ unit: 'p1', q: 'niêm yết', sort: 'title' })
  vi.unstubAllGlobals()
})

function Choosing({ onChoose }: { onChoose: (ids: string[]) => void }) {
  const [chosen, setChosen] = useState<string[]>([])
  const choose = (ids: string[]) => {
    setChosen(ids)
    onChoose(ids)
  }
  return <DataTable label="Nhiệm vụ" columns={COLUMNS} rows={TASKS} idOf={idOf} selection={{ chosen, onChoose: choose, labelOf: (task) => `Chọn ${task.title}` }} />
}

it('lets several be chosen on a phone too: each card has a box, and one box chooses all', async () => {
  const user = userEvent.setup()
  const onChoose = vi.fn()
  show(<Choosing onChoose={onChoose} />)
  await user.click(cards().getByRole('checkbox', { name: 'Chọn Niêm yết công khai' }))
  expect(onChoose).toHaveBeenLastCalledWith(['n1'])
  expect(table().getByRole('checkbox', { name: 'Chọn Niêm yết công khai' })).toBeChecked()
  const all = screen.getAllByRole('checkbox', { name: 'Chọn tất cả trên trang này' }).find((box) => box.closest('table') === null)!
  expect(all).toBePartiallyChecked()
  await user.click(all)
  expect(onChoose).toHaveBeenLastCalledWith(['n1', 'n2'])
  await user.click(cards().getByRole('checkbox', { name: 'Chọn Niêm yết công khai' }))
  expect(onChoose).toHaveBeenLastCalledWith(['n2'])
  await user.click(all)
  await user.click(all)
  expect(onChoose).toHaveBeenLastCalledWith([])
})
