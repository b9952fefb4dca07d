import { getLocale } from '@/i18n/locale'
import { ApiProblem, isProblem, problemOf } from '@/lib/http/problem'
import { accessToken, renewToken } from '@/lib/session/token'
import { goesInPieces } from './size'
import type { UploadItem, Way } from './types'

function attempt(item: UploadItem, token: string | null, { progress, signal }: Way): Promise<unknown> {
  const form = new FormData()
  // fields first, so that the server knows them before the bytes arrive
  for (const [name, value] of Object.entries(item.fields)) form.append(name, value)
  form.append('file', item.file, item.name)
  const xhr = new XMLHttpRequest()
  xhr.open('POST', item.url)
  xhr.setRequestHeader('Accept-Language', getLocale())
  xhr.setRequestHeader('X-Request-ID', item.id)
  xhr.setRequestHeader('Idempotency-Key', item.id)
  if (item.replaces !== undefined) xhr.setRequestHeader('If-Match', item.replaces.tag)
  if (token !== null) xhr.setRequestHeader('Authorization', `Bearer ${token}`)
  return new Promise((resolve, reject) => {
    const lost = () => reject(new ApiProblem({ status: 0, code: 'network', requestId: item.id }))
    xhr.upload.addEventListener('progress', (event) => progress(event.loaded, event.total))
    xhr.addEventListener('load', () => {
      if (xhr.status >= 200 && xhr.status < 300) resolve(JSON.parse(xhr.responseText))
      else reject(problemOf({ status: xhr.status, raw: xhr.responseText, header: (name) => xhr.getResponseHeader(name) }))
    })
    xhr.addEventListener('error', lost)
    xhr.addEventListener('abort', lost)
    signal.addEventListener('abort', () => xhr.abort())
    xhr.send(form)
  })
}

/** One small file by multipart with progress, which fetch cannot tell. The item's id is its idempotency key: sending again never makes two. */
async function sendAtOnce(item: UploadItem, way: Way): Promise<unknown> {
  const token = await accessToken()
  try {
    return await attempt(item, token, way)
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) throw error
    return attempt(item, await renewToken(token), way)
  }
}

/** One file to the server: a small one in one request, a larger one in pieces, which is loaded when the first of them comes. */
export async function sendFile(item: UploadItem, way: Way): Promise<unknown> {
  if (!goesInPieces(item)) return sendAtOnce(item, way)
  const { sendInPieces } = await import('./send-pieces')
  return sendInPieces(item, way)
}

/** Tell the server that nobody goes on with what it keeps; what it is not told it forgets by itself. */
export async function giveUp(item: UploadItem): Promise<void> {
  if (item.address === undefined) return
  const { forget } = await import('./send-pieces')
  await forget(item.address)
}
