import { getLocale } from '@/i18n/locale'
import { ApiProblem, isProblem, problemOf } from '@/lib/http/problem'
import { accessToken, renewToken } from '@/lib/session/token'
import type { Progress, UploadItem } from './types'

function attempt(item: UploadItem, token: string | null, progress: Progress, signal: AbortSignal): Promise<unknown> {
  const form = new FormData()
  // fields first, so that the server knows them before the bytes arrive
  for (const [name, value] of Object.entries(item.fields)) form.append(name, value)
  form.append('file', item.file, item.name)
  const xhr = new XMLHttpRequest()
  xhr.open('POST', item.url)
  xhr.setRequestHeader('Accept-Language', getLocale())
  xhr.setRequestHeader('X-Request-ID', item.id)
  xhr.setRequestHeader('Idempotency-Key', item.id)
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

/** One file by multipart with progress, which fetch cannot tell. The item's id is its idempotency key: sending again never makes two. */
export async function sendFile(item: UploadItem, progress: Progress, signal: AbortSignal): Promise<unknown> {
  const token = await accessToken()
  try {
    return await attempt(item, token, progress, signal)
  } catch (error) {
    if (!isProblem(error) || error.status !== 401) throw error
    return attempt(item, await renewToken(token), progress, signal)
  }
}
