import { render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useSyncExternalStore } from 'react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { UploadList } from '@/components/Files'
import { ApiProblem, problemOf } from '@/lib/http/problem'
import { UploadQueue } from './queue'
import type { UploadStore } from './store'
import type { UploadItem, Way } from './types'

type Send = (item: UploadItem, way: Way) => Promise<unknown>

interface Sending {
  name: string
  way: Way
  arrive: () => void
  fail: (error: unknown) => void
}

/** Sends that wait for the test to answer them. */
let sendings: Sending[] = []
const send: Send = (item, way) =>
  new Promise((resolve, reject) => {
    way.signal.addEventListener('abort', () => reject(new ApiProblem({ status: 0, code: 'network' })))
    sendings.push({ name: item.name, way, arrive: () => resolve({ id: item.id }), fail: reject })
  })

function memory(kept: UploadItem[] = []): UploadStore & { kept: Map<string, UploadItem> } {
  const items = new Map(kept.map((item) => [item.id, item]))
  return {
    kept: items,
    put: (item) => Promise.resolve(void items.set(item.id, item)),
    remove: (id) => Promise.resolve(void items.delete(id)),
    all: () => Promise.resolve([...items.values()]),
    wipe: () => {
      items.clear()
      return Promise.resolve()
    },
  }
}

function photo(name: string): UploadItem {
  return { id: name, owner: 'me', target: 'report_line:1', url: '/api/v1/evidence', file: new Blob(['x'.repeat(1000)]), name, fields: {} }
}

function Tray({ queue }: { queue: UploadQueue }) {
  const items = useSyncExternalStore(queue.subscribe, queue.get)
  const uploads = {
    items,
    retry: (id: string) => queue.retry(id),
    remove: (id: string) => void queue.remove(id),
    pause: (id: string) => void queue.pause(id),
    resume: (id: string) => void queue.resume(id),
  }
  return <UploadList uploads={uploads} />
}

const network = () => new ApiProblem({ status: 0, code: 'network' })
const row = (name: string) => screen.getByText(name).closest('li')!
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  sendings = []
  vi.useFakeTimers({ shouldAdvanceTime: true })
})

afterEach(() => vi.useRealTimers())

it('keeps a file whose sending failed, says so, and sends it again by itself', async () => {
  const store = memory()
  const queue = new UploadQueue({ store, send })
  render(<Tray queue={queue} />)
  await queue.add(photo('anh.jpg'))
  sendings[0]!.fail(network())
  await settle()
  expect(await screen.findByText('chờ mạng')).toBeVisible()
  expect([...store.kept.keys()]).toEqual(['anh.jpg'])
  await vi.advanceTimersByTimeAsync(3_000)
  expect(sendings).toHaveLength(2)
  sendings[1]!.arrive()
  await settle()
  await vi.waitFor(() => expect(screen.queryByText('anh.jpg')).toBeNull())
  expect(store.kept.size).toBe(0)
})

it('waits longer after each failure and does not hammer the server', async () => {
  const queue = new UploadQueue({ store: memory(), send })
  await queue.add(photo('anh.jpg'))
  sendings[0]!.fail(network())
  await vi.advanceTimersByTimeAsync(3_000)
  sendings[1]!.fail(network())
  await vi.advanceTimersByTimeAsync(9_900)
  expect(sendings).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(200)
  expect(sendings).toHaveLength(3)
  queue.stop()
})

it('sends at once when the network is back', async () => {
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  const queue = new UploadQueue({ store: memory(), send })
  render(<Tray queue={queue} />)
  await queue.add(photo('anh.jpg'))
  expect(await screen.findByText('chờ mạng')).toBeVisible()
  expect(sendings).toHaveLength(0)
  online.mockReturnValue(true)
  queue.retryWaiting()
  expect(sendings).toHaveLength(1)
})

it('waits for the sign-in, not for a timer, when the session has ended', async () => {
  const queue = new UploadQueue({ store: memory(), send })
  await queue.add(photo('anh.jpg'))
  sendings[0]!.fail(new ApiProblem({ status: 401, code: 'session_lost' }))
  await vi.advanceTimersByTimeAsync(120_000)
  expect(sendings).toHaveLength(1)
  queue.retryWaiting()
  expect(sendings).toHaveLength(2)
})

it("shows a refused file with the server's own reason, and lets the person try again or take it away", async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTimeAsync })
  const store = memory()
  const queue = new UploadQueue({ store, send })
  render(<Tray queue={queue} />)
  await queue.add(photo('bb.pdf'))
  const raw = JSON.stringify({ code: 'wrong_state', detail: 'Báo cáo đang được thẩm tra. Chờ kết quả rồi tải lên.' })
  sendings[0]!.fail(problemOf({ status: 409, raw, header: () => null }))
  expect(await screen.findByText(/Không tải lên được: Báo cáo đang được thẩm tra/)).toBeVisible()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(sendings).toHaveLength(1)
  await user.click(within(row('bb.pdf')).getByRole('button', { name: 'Tải lại' }))
  expect(sendings).toHaveLength(2)
  sendings[1]!.fail(problemOf({ status: 409, raw, header: () => null }))
  await user.click(await screen.findByRole('button', { name: 'Bỏ tệp này' }))
  await vi.waitFor(() => expect(screen.queryByText('bb.pdf')).toBeNull())
  expect(store.kept.size).toBe(0)
})

it('says a refusal in our words where the answer is a proxy page, never in raw codes', async () => {
  const queue = new UploadQueue({ store: memory(), send })
  render(<Tray queue={queue} />)
  await queue.add(photo('to.pdf'))
  sendings[0]!.fail(problemOf({ status: 413, raw: '<html>413 Request Entity Too Large</html>', header: () => null }))
  expect(await screen.findByText('Không tải lên được: Tệp vượt mức 50 MB. Giảm dung lượng hoặc tách tệp.')).toBeVisible()
  expect(within(row('to.pdf')).queryByRole('button', { name: 'Tải lại' })).toBeNull() // the same file is refused each time
})

it('sends files in the order they came, two at a time', async () => {
  const arrived: string[] = []
  const queue = new UploadQueue({ store: memory(), send, onDone: (item) => void arrived.push(item.name) })
  render(<Tray queue={queue} />)
  for (const name of ['1.jpg', '2.jpg', '3.jpg', '4.jpg']) await queue.add(photo(name))
  expect(sendings.map(({ name }) => name)).toEqual(['1.jpg', '2.jpg'])
  expect(await within(row('3.jpg')).findByText('chờ tải lên')).toBeVisible()
  sendings[0]!.arrive()
  await settle()
  expect(sendings.map(({ name }) => name)).toEqual(['1.jpg', '2.jpg', '3.jpg'])
  sendings[1]!.arrive()
  sendings[2]!.arrive()
  await settle()
  sendings[3]!.arrive()
  await settle()
  expect(arrived).toEqual(['1.jpg', '2.jpg', '3.jpg', '4.jpg'])
})

it('lets the others go on when one is refused', async () => {
  const queue = new UploadQueue({ store: memory(), send })
  for (const name of ['1.jpg', '2.jpg', '3.jpg']) await queue.add(photo(name))
  sendings[0]!.fail(new ApiProblem({ status: 422, code: 'file_empty' }))
  await settle()
  expect(sendings.map(({ name }) => name)).toEqual(['1.jpg', '2.jpg', '3.jpg'])
})

it('tells how far a file is', async () => {
  const queue = new UploadQueue({ store: memory(), send })
  render(<Tray queue={queue} />)
  await queue.add(photo('anh.jpg'))
  sendings[0]!.way.progress(640_000, 1_000_000)
  expect(await screen.findByText('đang tải lên 64% · 977 KB')).toBeVisible()
  expect(screen.getByRole('progressbar', { name: 'anh.jpg' })).toHaveAttribute('aria-valuenow', '64')
})

it('takes up the files that waited when the page was closed', async () => {
  const queue = new UploadQueue({ store: memory([photo('hôm qua.jpg')]), send })
  await queue.restore()
  expect(sendings.map(({ name }) => name)).toEqual(['hôm qua.jpg'])
})

it('sends even where the device cannot keep files', async () => {
  const broken: UploadStore = { ...memory(), put: () => Promise.reject(new Error('no room')) }
  const queue = new UploadQueue({ store: broken, send })
  await queue.add(photo('anh.jpg'))
  expect(sendings).toHaveLength(1)
})

it('counts at sign-out what is not on the server, and keeps it on the device', async () => {
  const store = memory()
  const queue = new UploadQueue({ store, send })
  await queue.add(photo('1.jpg'))
  await queue.add(photo('2.jpg'))
  const counted = queue.flush()
  sendings[0]!.arrive()
  sendings[1]!.fail(network())
  expect(await counted).toBe(1)
  expect([...store.kept.keys()]).toEqual(['2.jpg'])
  queue.stop()
})

it("sends nothing more once it is stopped: the next membership's token is not for these files", async () => {
  const store = memory()
  const queue = new UploadQueue({ store, send })
  for (const name of ['1.jpg', '2.jpg', '3.jpg']) await queue.add(photo(name))
  queue.stop()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(sendings.map(({ name }) => name)).toEqual(['1.jpg', '2.jpg'])
  expect(store.kept.size).toBe(3)
})

/** Larger than what goes in one request. */
function scan(name: string): UploadItem {
  return { ...photo(name), file: new Blob(['x'.repeat(2_000_000)]) }
}

it('says where a large file was interrupted, and that it goes on by itself', async () => {
  const queue = new UploadQueue({ store: memory(), send })
  render(<Tray queue={queue} />)
  await queue.add(scan('quét.pdf'))
  sendings[0]!.way.progress(1_280_000, 2_000_000)
  sendings[0]!.fail(network())
  expect(await screen.findByText('Gián đoạn ở 64%, tự tiếp tục khi có mạng.')).toBeVisible()
  await vi.advanceTimersByTimeAsync(3_000)
  expect(sendings).toHaveLength(2)
  queue.stop()
})

it('keeps the address under which the server has a file, so that a closed page goes on there', async () => {
  const store = memory()
  const queue = new UploadQueue({ store, send })
  await queue.add(scan('quét.pdf'))
  sendings[0]!.way.keepAddress('/api/v1/uploads/1')
  await settle()
  queue.stop()
  const later = new UploadQueue({ store, send })
  await later.restore()
  expect(later.get()[0]!.address).toBe('/api/v1/uploads/1')
  expect(store.kept.get('quét.pdf')).not.toHaveProperty('state')
})

it('stops a file for as long as the person wants, also over a reload, and lets the next one go', async () => {
  const user = userEvent.setup({ advanceTimers: vi.advanceTimersByTimeAsync })
  const store = memory()
  const queue = new UploadQueue({ store, send })
  render(<Tray queue={queue} />)
  for (const name of ['1.pdf', '2.pdf', '3.pdf']) await queue.add(scan(name))
  sendings[0]!.way.progress(800_000, 2_000_000)
  await user.click(await screen.findByRole('button', { name: 'Tạm dừng tải lên 1.pdf' }))
  expect(await screen.findByText('Đã tạm dừng ở 40%')).toBeVisible()
  expect(sendings.map(({ name }) => name)).toEqual(['1.pdf', '2.pdf', '3.pdf'])
  queue.retryWaiting()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(sendings).toHaveLength(3)
  queue.stop()

  const later = new UploadQueue({ store, send })
  await later.restore()
  expect(later.get().map(({ name, state }) => [name, state.kind])).toEqual([
    ['1.pdf', 'paused'],
    ['2.pdf', 'uploading'],
    ['3.pdf', 'uploading'],
  ])
  await later.resume('1.pdf')
  expect(later.get()[0]!.state.kind).toBe('queued')
  expect(store.kept.get('1.pdf')!.paused).toBeUndefined()
  later.stop()
})

it('tells the server that nobody goes on with a file that is taken away, and forgets the address of a refused one', async () => {
  const given: (string | undefined)[] = []
  const store = memory()
  const queue = new UploadQueue({ store, send, giveUp: (item) => Promise.resolve(void given.push(item.address)) })
  for (const name of ['1.pdf', '2.pdf']) await queue.add(scan(name))
  for (const { name, way } of sendings) way.keepAddress(`/uploads/${name}`)
  await queue.remove('1.pdf')
  expect(given).toEqual(['/uploads/1.pdf'])
  sendings[1]!.fail(new ApiProblem({ status: 415, code: 'file_type_refused' }))
  await settle()
  expect(store.kept.get('2.pdf')!.address).toBeUndefined()
})

it('does not send by itself again what a full server refuses, and keeps the address of what it has', async () => {
  const store = memory()
  const queue = new UploadQueue({ store, send })
  await queue.add(scan('1.pdf'))
  sendings[0]!.way.keepAddress('/uploads/1')
  sendings[0]!.fail(new ApiProblem({ status: 507, code: 'storage_full' }))
  await vi.advanceTimersByTimeAsync(120_000)
  expect([sendings.length, queue.get()[0]!.state.kind, store.kept.get('1.pdf')!.address]).toEqual([1, 'failed', '/uploads/1'])
})
