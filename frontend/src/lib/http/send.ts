import { accessToken, renewToken } from '@/lib/session/token'
import { uuid } from '@/lib/uuid'
import { rememberTag, tagFor } from './etags'
import { isProblem } from './problem'
import { transport } from './transport'

function prepare(request: Request): void {
  const { method, url, headers } = request
  if (method === 'GET') return
  if (method === 'POST' && !headers.has('Idempotency-Key')) headers.set('Idempotency-Key', uuid())
  const tag = tagFor(url)
  if (tag !== undefined && !headers.has('If-Match')) headers.set('If-Match', tag)
}

async function attempt(request: Request, token: string | null): Promise<Response> {
  const copy = request.clone()
  if (token !== null) copy.headers.set('Authorization', `Bearer ${token}`)
  const response = await transport(copy)
  rememberTag(request.method, request.url, response.headers.get('ETag'))
  return response
}

/** One request as the signed-in person. A refused token is renewed once; the same idempotency key goes with both tries. */
export async function send(request: Request): Promise<Response> {
  prepare(request)
  const token = await accessToken()
  try {
    return await attempt(request, token)
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) throw error
    return attempt(request, await renewToken(token))
  }
}
