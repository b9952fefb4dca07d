import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ApiProblem } from '@/lib/http/problem'
import type { Current } from './types'

interface Line {
  result: string
  percent: number
}

const save = vi.fn<(key: string, version: number, patch: Partial<Line>) => Promise<Current<Line>>>()
const load = vi.fn<(key: string) => Promise<Current<Line>>>()
const BLANK: Current<Line> = { version: 1, value: { result: '', percent: 0 } }

let problem: (status: number, code: string) => ApiProblem

/** The page as it is after opening it anew: nothing is left in memory, another tab id. */
async function newPage(owner = 'me') {
  vi.resetModules()
  const { ApiProblem } = await import('@/lib/http/problem')
  problem = (status, code) => new ApiProblem({ status, code })
  const { Drafts } = await import('./drafts')
  return new Drafts<Line>({ name: 'lines', owner, save, load })
}

const offline = () => vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
const kept = () => Object.keys(localStorage).filter((key) => key.startsWith('papi.drafts'))
const network = () => problem(0, 'network')

beforeEach(() => {
  vi.useFakeTimers()
  save.mockImplementation((_key, version, patch) => Promise.resolve({ version: version + 1, value: { ...BLANK.value, ...patch } }))
})

afterEach(() => {
  vi.useRealTimers()
  vi.resetAllMocks()
})

it('has the text on the device with the very key, before anything is sent', async () => {
  const drafts = await newPage()
  drafts.open('a', BLANK)
  drafts.edit('a', { result: 'Tổ chức' })
  expect(save).not.toHaveBeenCalled()
  expect(kept().map((key) => localStorage.getItem(key))).toEqual([expect.stringContaining('Tổ chức')])
  await drafts.flush('a')
  expect(kept()).toEqual([])
})

it('asks nothing of the network while there is none, and sends when it is back', async () => {
  const online = offline()
  const drafts = await newPage()
  drafts.open('a', BLANK)
  drafts.edit('a', { result: 'Ngoài thực địa' })
  await vi.advanceTimersByTimeAsync(800)
  expect(save).not.toHaveBeenCalled()
  expect(drafts.status('a').kind).toBe('kept')
  online.mockReturnValue(true)
  await drafts.retry()
  expect(save).toHaveBeenCalledExactlyOnceWith('a', 1, { result: 'Ngoài thực địa' })
  expect(drafts.status('a').kind).toBe('saved')
})

it('finds the text of a page that was closed offline, shows it and sends it', async () => {
  const online = offline()
  const before = await newPage()
  before.open('a', BLANK)
  before.edit('a', { result: 'Chưa kịp gửi' })
  before.stop()
  online.mockReturnValue(true)
  const drafts = await newPage()
  drafts.open('a', BLANK)
  await drafts.adopt()
  expect(drafts.shown('a')).toEqual({ result: 'Chưa kịp gửi' })
  await vi.advanceTimersByTimeAsync(10)
  expect(save).toHaveBeenCalledExactlyOnceWith('a', 1, { result: 'Chưa kịp gửi' })
  expect(kept()).toEqual([])
})

it('sends the text of a closed page even if its line is not opened again', async () => {
  const before = await newPage()
  before.open('b', BLANK)
  before.edit('b', { percent: 40 })
  before.stop()
  const drafts = await newPage()
  await drafts.adopt()
  await vi.advanceTimersByTimeAsync(10)
  expect(save).toHaveBeenCalledExactlyOnceWith('b', 1, { percent: 40 })
})

it("asks, and does not overwrite, when the closed page's line was changed by somebody else meanwhile", async () => {
  const before = await newPage()
  before.open('a', BLANK)
  before.edit('a', { result: 'của tôi' })
  before.stop()
  const drafts = await newPage()
  await drafts.adopt()
  drafts.open('a', { version: 4, value: { result: 'của người khác', percent: 0 } })
  const status = drafts.status('a')
  expect(status.kind === 'conflict' && status.conflict).toMatchObject({ mine: { result: 'của tôi' }, theirs: { result: 'của người khác' } })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(save).not.toHaveBeenCalled()
})

it('never shows one person what another left on the same computer', async () => {
  const mine = await newPage('hoa.m-1')
  mine.open('a', BLANK)
  mine.edit('a', { result: 'của Hoa' })
  mine.stop()
  const theirs = await newPage('lan.m-2')
  theirs.open('a', BLANK)
  await theirs.adopt()
  expect(theirs.shown('a')).toEqual({})
  theirs.wipe()
  const again = await newPage('hoa.m-1')
  again.open('a', BLANK)
  await again.adopt()
  expect(again.shown('a')).toEqual({ result: 'của Hoa' })
})

it('counts at sign-out what could not be sent, and keeps it until the person decides', async () => {
  const drafts = await newPage()
  drafts.open('a', BLANK)
  drafts.open('b', BLANK)
  save.mockImplementation((key) => (key === 'a' ? Promise.reject(network()) : Promise.resolve({ version: 2, value: { result: 'xong' } })))
  drafts.edit('a', { result: 'chưa gửi được' })
  drafts.edit('b', { result: 'xong' })
  expect(await drafts.flushAll()).toBe(1)
  expect(kept()).toHaveLength(1)
  drafts.wipe()
  expect(kept()).toEqual([])
})

it('keeps typing that goes on during a conflict, and sends it with the decision', async () => {
  const drafts = await newPage()
  drafts.open('a', BLANK)
  save.mockRejectedValueOnce(problem(412, 'stale_version'))
  load.mockResolvedValue({ version: 5, value: { result: 'của người khác', percent: 0 } })
  drafts.edit('a', { result: 'của tôi' })
  await vi.advanceTimersByTimeAsync(1_000)
  drafts.edit('a', { result: 'của tôi, viết tiếp' })
  expect(drafts.shown('a')).toEqual({ result: 'của tôi, viết tiếp' })
  expect(kept().map((key) => localStorage.getItem(key))).toEqual([expect.stringContaining('viết tiếp')])
  await drafts.resolve('a', { keep: 'mine' })
  expect(save).toHaveBeenLastCalledWith('a', 5, { result: 'của tôi, viết tiếp' })
})

it('takes the other text only where the person says so', async () => {
  const drafts = await newPage()
  drafts.open('a', BLANK)
  save.mockRejectedValueOnce(problem(412, 'stale_version'))
  load.mockResolvedValue({ version: 5, value: { result: 'của người khác', percent: 0 } })
  drafts.edit('a', { result: 'của tôi', percent: 40 })
  await vi.advanceTimersByTimeAsync(1_000)
  await drafts.resolve('a', { keep: 'theirs' })
  // nobody else touched the percentage: that is still sent
  expect(save).toHaveBeenLastCalledWith('a', 5, { percent: 40 })
  expect(drafts.shown('a')).toEqual({ percent: 40 })
})

it('asks nothing when two people changed different fields', async () => {
  const drafts = await newPage()
  drafts.open('a', BLANK)
  save.mockRejectedValueOnce(problem(412, 'stale_version'))
  load.mockResolvedValue({ version: 5, value: { result: 'của người khác', percent: 0 } })
  drafts.edit('a', { percent: 40 })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(save).toHaveBeenLastCalledWith('a', 5, { percent: 40 })
  expect(drafts.status('a').kind).toBe('saved')
})

it('keeps a refused text in the field and says why, without asking again and again', async () => {
  const drafts = await newPage()
  drafts.open('a', BLANK)
  save.mockRejectedValue(problem(409, 'wrong_state'))
  drafts.edit('a', { result: 'Đã gửi rồi' })
  await vi.advanceTimersByTimeAsync(120_000)
  expect(save).toHaveBeenCalledTimes(1)
  expect(drafts.status('a').kind).toBe('failed')
  expect(drafts.shown('a')).toEqual({ result: 'Đã gửi rồi' })
  expect(kept()).toHaveLength(1)
})
