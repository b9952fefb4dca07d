import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiProblem } from '@/lib/http/problem'
import { Drafts } from './drafts'
import type { Current } from './types'

interface Line {
  result: string
  percent: number
}

const save = vi.fn<(key: string, version: number, patch: Partial<Line>) => Promise<Current<Line>>>()
const load = vi.fn<(key: string) => Promise<Current<Line>>>()

function engine() {
  const drafts = new Drafts<Line>({ name: 'lines', owner: 'me', save, load })
  drafts.open('a', { version: 1, value: { result: '', percent: 0 } })
  return drafts
}

beforeEach(() => {
  vi.useFakeTimers()
  save.mockImplementation((_key, version, patch) => Promise.resolve({ version: version + 1, value: { result: '', percent: 0, ...patch } }))
})

afterEach(() => {
  vi.useRealTimers()
  vi.resetAllMocks()
})

it('sends what was typed 800 ms after the last key, once', async () => {
  const drafts = engine()
  drafts.edit('a', { result: 'Tổ' })
  drafts.edit('a', { result: 'Tổ chức' })
  await vi.advanceTimersByTimeAsync(799)
  expect(save).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(save).toHaveBeenCalledExactlyOnceWith('a', 1, { result: 'Tổ chức' })
  expect(drafts.status('a').kind).toBe('saved')
})

it('keeps the text on the device while the network is away, and sends it again by itself', async () => {
  const drafts = engine()
  save.mockRejectedValueOnce(new ApiProblem({ status: 0, code: 'network' }))
  drafts.edit('a', { result: 'Không được mất' })
  await vi.advanceTimersByTimeAsync(800)
  expect(drafts.status('a').kind).toBe('kept')
  expect(drafts.shown('a')).toEqual({ result: 'Không được mất' })
  await drafts.retry()
  expect(save).toHaveBeenLastCalledWith('a', 1, { result: 'Không được mất' })
  expect(drafts.status('a').kind).toBe('saved')
})

it('loses nothing when the session ends in the middle', async () => {
  const drafts = engine()
  save.mockRejectedValueOnce(new ApiProblem({ status: 401, code: 'token_expired' }))
  drafts.edit('a', { result: 'Đang gõ dở' })
  await vi.advanceTimersByTimeAsync(800)
  expect(drafts.shown('a')).toEqual({ result: 'Đang gõ dở' })
  await drafts.retry()
  expect(drafts.status('a').kind).toBe('saved')
})

it('waits with later edits for the version of the save under way', async () => {
  const drafts = engine()
  let answer: (current: Current<Line>) => void = () => undefined
  save.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
  drafts.edit('a', { result: 'một' })
  await vi.advanceTimersByTimeAsync(800)
  drafts.edit('a', { percent: 40 })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(save).toHaveBeenCalledTimes(1)
  answer({ version: 2, value: { result: 'một', percent: 0 } })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(save).toHaveBeenLastCalledWith('a', 2, { percent: 40 })
})

it('shows both texts when somebody else has changed the same field', async () => {
  const drafts = engine()
  save.mockRejectedValueOnce(new ApiProblem({ status: 412, code: 'stale_version', body: { current_version: '5' } }))
  load.mockResolvedValue({ version: 5, value: { result: 'của người khác', percent: 0 } })
  drafts.edit('a', { result: 'của tôi' })
  await vi.advanceTimersByTimeAsync(2_000)
  const status = drafts.status('a')
  expect(status.kind).toBe('conflict')
  await drafts.resolve('a', { keep: 'mine' })
  expect(save).toHaveBeenLastCalledWith('a', 5, { result: 'của tôi' })
})

it('takes its own save whose answer got lost for nobody else’s, though more was typed since', async () => {
  const drafts = engine()
  save.mockRejectedValueOnce(new ApiProblem({ status: 0, code: 'network' }))
  drafts.edit('a', { result: 'Tổ chức' })
  await vi.advanceTimersByTimeAsync(800)
  drafts.edit('a', { result: 'Tổ chức hội nghị' })
  save.mockRejectedValueOnce(new ApiProblem({ status: 412, code: 'stale_version', body: { current_version: '2' } }))
  load.mockResolvedValue({ version: 2, value: { result: 'Tổ chức', percent: 0 } })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(save).toHaveBeenLastCalledWith('a', 2, { result: 'Tổ chức hội nghị' })
  expect(drafts.status('a').kind).toBe('saved')
})

it('goes on when a list brings the newer version while the one thing is still loaded for comparing', async () => {
  const drafts = engine()
  save.mockRejectedValueOnce(new ApiProblem({ status: 412, code: 'stale_version', body: { current_version: '2' } }))
  load.mockImplementationOnce((key) => {
    const current = { version: 2, value: { result: '', percent: 10 } }
    drafts.open(key, current)
    return new Promise((resolve) => setTimeout(() => resolve(current), 100))
  })
  drafts.edit('a', { result: 'Tổ chức hội nghị' })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(save).toHaveBeenLastCalledWith('a', 2, { result: 'Tổ chức hội nghị' })
  expect(drafts.status('a').kind).toBe('saved')
})

it('takes a request that the browser itself sent twice for its own, though more was typed since', async () => {
  const drafts = engine()
  save.mockImplementationOnce(() => {
    drafts.edit('a', { result: 'Tổ chức hội nghị' })
    return Promise.reject(new ApiProblem({ status: 412, code: 'stale_version', body: { current_version: '2' } }))
  })
  load.mockResolvedValue({ version: 2, value: { result: 'Tổ chức', percent: 0 } })
  drafts.edit('a', { result: 'Tổ chức' })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(save).toHaveBeenLastCalledWith('a', 2, { result: 'Tổ chức hội nghị' })
  expect(drafts.status('a').kind).toBe('saved')
})
