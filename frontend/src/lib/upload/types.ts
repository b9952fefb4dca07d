import type { ApiProblem } from '@/lib/http/problem'

export type Progress = (sent: number, total: number) => void

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
}

export type UploadState =
  | { kind: 'queued' }
  | { kind: 'uploading'; sent: number; total: number }
  /** Sent by itself when the network or the session is back. */
  | { kind: 'waiting' }
  | { kind: 'failed'; problem: ApiProblem }

export interface Upload extends UploadItem {
  state: UploadState
}
