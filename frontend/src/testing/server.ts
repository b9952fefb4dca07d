import { vi } from 'vitest'

export interface Received {
  method: string
  path: string
  headers: Headers
  body: string
}

type Answer = Response | Promise<Response>

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json', ...headers } })
}

/** A refusal as the API makes them. */
export function problem(status: number, code: string, detail = '', more: Record<string, unknown> = {}): Response {
  return json({ status, code, ...(detail === '' ? {} : { detail }), request_id: 'req-1', ...more }, status)
}

/** Stands in for the server: `answer` sees every request; what was received is kept in order. */
export function serve(answer: (request: Received) => Answer): Received[] {
  const received: Received[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    const seen = { method: request.method, path: new URL(request.url).pathname, headers: request.headers, body: await request.clone().text() }
    received.push(seen)
    return answer(seen)
  })
  return received
}
