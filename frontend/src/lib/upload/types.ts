import type { ApiProblem } from '@/lib/http/problem'

export interface UploadItem {
  /** Also the idempotency key. */
  id: string
  owner: string
  /** What the file is for, such as `report-line:<id>`: pages show the items of their own target. */
  target: string
  url: string
  file: Blob
  name: string
  fields: Record<string, string>
  /** The document of which this is a new version, and the version of it that the person has seen. */
  replaces?: { id: string; tag: string }
  /** Where the server keeps what it has of the file: an upload in pieces goes on there. */
  address?: string
  /** How much of it was there when the person stopped it; it waits for the person, also after a reload. */
  paused?: number
}

export type UploadState =
  | { kind: 'queued' }
  | { kind: 'uploading'; sent: number; total: number }
  /** Sent by itself when the network or the session is back; `sent` bytes need not be sent again. */
  | { kind: 'waiting'; sent: number; total: number }
  | { kind: 'paused'; sent: number; total: number }
  | { kind: 'failed'; problem: ApiProblem }

export interface Upload extends UploadItem {
  state: UploadState
}

/** How a file's way is told while it goes. */
export interface Way {
  progress: (sent: number, total: number) => void
  signal: AbortSignal
  /** The server keeps what it gets under this address. */
  keepAddress: (address: string) => void
}
