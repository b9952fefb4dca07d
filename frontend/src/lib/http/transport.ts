import { getLocale } from '@/i18n/locale'
import { uuid } from '@/lib/uuid'
import { ApiProblem, problemOf } from './problem'
import { watched } from './slow'

const TIMEOUT_MS = 60_000

function failureOf(error: unknown, request: Request): ApiProblem | Error {
  if (request.signal.aborted) return error instanceof Error ? error : new DOMException('Aborted', 'AbortError')
  const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
  return new ApiProblem({ status: 0, code: timedOut ? 'timeout' : 'network', requestId: request.headers.get('x-request-id') ?? undefined })
}

/** One request without identity: language, request id, a limit on waiting; every refusal becomes an ApiProblem. */
export async function transport(request: Request): Promise<Response> {
  if (!request.headers.has('Accept-Language')) request.headers.set('Accept-Language', getLocale())
  if (!request.headers.has('X-Request-ID')) request.headers.set('X-Request-ID', uuid())
  let response: Response
  try {
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(TIMEOUT_MS)])
    response = await watched(globalThis.fetch(request, { signal }))
  } catch (error) {
    throw failureOf(error, request)
  }
  if (response.ok || response.status === 304) return response
  throw problemOf({ status: response.status, raw: await response.text(), header: (name) => response.headers.get(name) })
}

/** An address of our own server as an absolute one, which `Request` needs outside a browser. */
export function address(path: string): string {
  return new URL(path, globalThis.location.origin).href
}
