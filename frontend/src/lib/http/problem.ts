import { isKnownCode, wordsOfCode } from '@/i18n/problems'

export interface FieldProblem {
  /** JSON pointer into the body, or `?name` for a query parameter. */
  pointer: string
  detail: string
}

interface Members {
  status: number
  code: string
  detail?: string
  errors?: FieldProblem[]
  requestId?: string
  retryAfter?: number
  body?: Readonly<Record<string, unknown>>
}

/** Every failure of a request, whether the server refused (RFC 9457) or never answered (`status` 0). */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  /** A sentence for the person, in the language on screen. */
  readonly detail: string
  readonly errors: readonly FieldProblem[]
  readonly requestId: string | undefined
  /** Seconds the server asked to wait. */
  readonly retryAfter: number | undefined
  /** All members of the problem, such as `current_version`. */
  readonly body: Readonly<Record<string, unknown>>

  constructor(members: Members) {
    super(`${members.status} ${members.code}`)
    this.status = members.status
    this.code = members.code
    this.detail = members.detail ?? wordsOfCode(members.code)
    this.errors = members.errors ?? []
    this.requestId = members.requestId
    this.retryAfter = members.retryAfter
    this.body = members.body ?? {}
  }

  /** Nothing is wrong with what was sent: the same request may succeed later. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 401 || this.status === 429 || this.status >= 502
  }

  /** The version now on the server, where a stale write was refused. */
  get currentVersion(): string | undefined {
    const version = this.body['current_version']
    return typeof version === 'string' || typeof version === 'number' ? String(version) : undefined
  }

  /** What is wrong with one field, found by the last part of its pointer. */
  errorOf(field: string): string | undefined {
    return this.errors.find(({ pointer }) => pointer === `/${field}` || pointer.endsWith(`/${field}`) || pointer === `?${field}`)?.detail
  }
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code)
}

/** Any thrown thing as a problem, so that error states have words and a reference. */
export function toProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error
  return new ApiProblem({ status: 0, code: 'unknown' })
}

const CODE_BY_STATUS: Readonly<Record<number, string | undefined>> = {
  401: 'not_signed_in',
  403: 'forbidden',
  404: 'not_found',
  409: 'wrong_state',
  412: 'stale_version',
  413: 'file_too_large',
  422: 'invalid',
  429: 'too_many_requests',
  500: 'internal_error',
  502: 'unavailable',
  503: 'unavailable',
  504: 'timeout',
  507: 'storage_full',
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function fieldsOf(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((item: unknown) => {
    const { pointer, detail } = (item ?? {}) as Record<string, unknown>
    return typeof pointer === 'string' && typeof detail === 'string' ? [{ pointer, detail }] : []
  })
}

function parsed(raw: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(raw)
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {}
  } catch {
    // a proxy's HTML page: the status alone must do
    return {}
  }
}

interface Answer {
  status: number
  raw: string
  header: (name: string) => string | null
}

/** The one reading of a refusal, for fetch and XHR alike. */
export function problemOf({ status, raw, header }: Answer): ApiProblem {
  const body = parsed(raw)
  const code = text(body['code']) ?? CODE_BY_STATUS[status] ?? 'unknown'
  const retryAfter = Number(header('retry-after') ?? Number.NaN)
  return new ApiProblem({
    status,
    code,
    // without a code of ours the detail is some library's English
    detail: text(body['code']) !== undefined || !isKnownCode(code) ? text(body['detail']) : undefined,
    errors: fieldsOf(body['errors']),
    requestId: text(body['request_id']) ?? header('x-request-id') ?? undefined,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : undefined,
    body,
  })
}
