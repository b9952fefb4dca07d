import { toProblem, type ApiProblem } from '@/lib/http/problem'
import type { UploadStore } from './store'
import type { Upload, UploadItem, UploadState, Way } from './types'

interface QueueOptions {
  store: UploadStore
  send: (item: UploadItem, way: Way) => Promise<unknown>
  /** Told of a file that is not sent after all, for what the server has of it already. */
  giveUp?: (item: UploadItem) => Promise<void>
  /** Told of every file that has arrived, with the server's answer. */
  onDone?: (item: UploadItem, answer: unknown) => void
}

const AT_ONCE = 2
const RETRY_MS = [3_000, 10_000, 30_000, 60_000]

/** What a file's way has come to, as far as it is known. */
function reached(state: UploadState, item: UploadItem): { sent: number; total: number } {
  return 'sent' in state ? { sent: state.sent, total: state.total } : { sent: item.paused ?? 0, total: item.file.size }
}

function startOf(item: UploadItem): UploadState {
  return item.paused === undefined ? { kind: 'queued' } : { kind: 'paused', sent: item.paused, total: item.file.size }
}

/** Files on their way. Each is on the device before it is sent and leaves it once the server has it. */
export class UploadQueue {
  private uploads: readonly Upload[] = []
  private readonly aborts = new Map<string, AbortController>()
  private readonly listeners = new Set<() => void>()
  private readonly arrivals = new Set<(item: UploadItem, answer: unknown) => void>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private failures = 0
  private stopped = false

  constructor(private readonly options: QueueOptions) {
    if (options.onDone) this.arrivals.add(options.onDone)
  }

  readonly get = (): readonly Upload[] => this.uploads

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  onArrival(listener: (item: UploadItem, answer: unknown) => void): () => void {
    this.arrivals.add(listener)
    return () => this.arrivals.delete(listener)
  }

  async add(item: UploadItem): Promise<void> {
    this.set([...this.uploads, { ...item, state: { kind: 'queued' } }])
    // a full or missing device store must not keep a file from being sent
    await this.options.store.put(item).catch(() => undefined)
    this.pump()
  }

  /** Takes up the files that waited when the page was closed. */
  async restore(): Promise<void> {
    const known = new Set(this.uploads.map(({ id }) => id))
    const stored = await this.options.store.all().catch(() => [])
    const added = stored.filter(({ id }) => !known.has(id)).map((item): Upload => ({ ...item, state: startOf(item) }))
    if (added.length > 0) this.set([...this.uploads, ...added])
    this.pump()
  }

  /** Network or session are back. */
  retryWaiting(): void {
    clearTimeout(this.timer)
    this.failures = 0
    for (const { id, state } of this.uploads) if (state.kind === 'waiting') this.mark(id, { kind: 'queued' })
    this.pump()
  }

  retry(id: string): void {
    this.mark(id, { kind: 'queued' })
    this.pump()
  }

  /** Stop a file until the person goes on with it; the next one takes its place. */
  async pause(id: string): Promise<void> {
    const upload = this.find(id)
    if (upload === undefined || upload.state.kind === 'paused') return
    const way = reached(upload.state, upload)
    this.aborts.get(id)?.abort()
    this.aborts.delete(id)
    this.mark(id, { kind: 'paused', ...way })
    this.pump()
    await this.change(id, { paused: way.sent })
  }

  async resume(id: string): Promise<void> {
    await this.change(id, { paused: undefined })
    this.retry(id)
  }

  async remove(id: string): Promise<void> {
    const upload = this.find(id)
    this.aborts.get(id)?.abort()
    this.aborts.delete(id)
    this.set(this.uploads.filter((other) => other.id !== id))
    await this.options.store.remove(id).catch(() => undefined)
    if (upload !== undefined) void this.options.giveUp?.(upload).catch(() => undefined) // the server forgets it by itself as well
    this.pump()
  }

  /** How many files are not on the server yet. */
  async flush(): Promise<number> {
    this.retryWaiting()
    await new Promise<void>((resolve) => {
      const check = () => {
        if (!this.uploads.some(({ state }) => state.kind === 'queued' || state.kind === 'uploading')) {
          end()
          resolve()
        }
      }
      const end = this.subscribe(check)
      check()
    })
    return this.uploads.length
  }

  async wipe(): Promise<void> {
    this.stop()
    this.set([])
    await this.options.store.wipe().catch(() => undefined)
  }

  stop(): void {
    this.stopped = true
    clearTimeout(this.timer)
    for (const abort of this.aborts.values()) abort.abort()
  }

  private pump(): void {
    // an aborted file ends like any other, but the next one must not begin
    if (this.stopped) return
    if (!navigator.onLine) {
      for (const upload of this.uploads) if (upload.state.kind === 'queued') this.mark(upload.id, { kind: 'waiting', ...reached(upload.state, upload) })
      return
    }
    const next = this.uploads.filter(({ state }) => state.kind === 'queued').slice(0, AT_ONCE - this.aborts.size)
    for (const upload of next) void this.upload(upload)
  }

  private async upload(item: Upload): Promise<void> {
    const abort = new AbortController()
    const { signal } = abort
    this.aborts.set(item.id, abort)
    this.mark(item.id, { kind: 'uploading', sent: 0, total: item.file.size })
    const way: Way = {
      progress: (sent, total) => {
        if (!signal.aborted) this.mark(item.id, { kind: 'uploading', sent, total })
      },
      signal,
      keepAddress: (address) => void this.change(item.id, { address }),
    }
    try {
      const answer = await this.options.send(item, way)
      if (signal.aborted) return
      this.aborts.delete(item.id)
      this.failures = 0
      await this.options.store.remove(item.id).catch(() => undefined)
      this.set(this.uploads.filter(({ id }) => id !== item.id))
      for (const listener of [...this.arrivals]) listener(item, answer)
    } catch (error) {
      if (!signal.aborted) {
        this.aborts.delete(item.id)
        this.refused(item.id, toProblem(error))
      }
    }
    this.pump()
  }

  private refused(id: string, problem: ApiProblem): void {
    const upload = this.find(id)
    if (upload === undefined) return
    const full = problem.status === 507 // until somebody makes room: then it goes on where it was
    if (!problem.isPassing || full) {
      this.mark(id, { kind: 'failed', problem })
      if (!full) void this.change(id, { address: undefined }) // a refused file is sent from its beginning, or not at all
      return
    }
    this.mark(id, { kind: 'waiting', ...reached(upload.state, upload) })
    if (problem.status === 401) return
    clearTimeout(this.timer)
    const pause = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)] ?? 0
    this.failures += 1
    this.timer = setTimeout(() => {
      for (const upload of this.uploads) if (upload.state.kind === 'waiting') this.mark(upload.id, { kind: 'queued' })
      this.pump()
    }, pause)
  }

  private find(id: string): Upload | undefined {
    return this.uploads.find((upload) => upload.id === id)
  }

  /** Note something about a file, here and on the device. */
  private async change(id: string, said: Partial<Pick<UploadItem, 'address' | 'paused'>>): Promise<void> {
    this.set(this.uploads.map((upload) => (upload.id === id ? { ...upload, ...said } : upload)))
    const upload = this.find(id)
    if (upload === undefined) return
    const item: UploadItem & { state?: UploadState } = { ...upload }
    delete item.state // a file's state is the page's, not the device's
    await this.options.store.put(item).catch(() => undefined)
  }

  private mark(id: string, state: UploadState): void {
    this.set(this.uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload)))
  }

  private set(uploads: readonly Upload[]): void {
    this.uploads = uploads
    for (const listener of [...this.listeners]) listener()
  }
}
