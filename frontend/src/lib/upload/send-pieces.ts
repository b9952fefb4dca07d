import { Upload, type DetailedError } from 'tus-js-client'
import { getLocale } from '@/i18n/locale'
import { sha256Of } from '@/lib/hash'
import { ApiProblem, isProblem, problemOf } from '@/lib/http/problem'
import { send } from '@/lib/http/send'
import { address } from '@/lib/http/transport'
import { accessToken, renewToken } from '@/lib/session/token'
import type { UploadItem, Way } from './types'

const UPLOADS = '/api/v1/uploads'
/** So much goes in one request: a proxy that holds requests back until they are whole holds no more than this. */
const PIECE = 4 * 1024 * 1024
/** Two requests for one offset met, or the answer to the last one got lost: the library asks how far it is and goes on. */
const ASK_AGAIN_MS = [0, 1_000, 3_000]
const DAMAGED = 'file_checksum_mismatch'
const GONE = new Set([404, 410])

interface Known {
  address: string | undefined
  token: string | null
}

function problemIn(error: Error | DetailedError): ApiProblem {
  const response = 'originalResponse' in error ? error.originalResponse : null
  if (response === null) {
    const cause = 'causingError' in error ? error.causingError : error
    // what stopped the request before it was sent, such as a lost session
    return isProblem(cause) ? cause : new ApiProblem({ status: 0, code: 'network' })
  }
  return problemOf({ status: response.getStatus(), raw: response.getBody(), header: (name) => response.getHeader(name) ?? null })
}

/** What the server is told of the file. Its hash is compared once all of it is there, so that no byte turns over on the way unnoticed. */
async function describe({ file, fields, name, replaces }: UploadItem): Promise<Record<string, string>> {
  const sha256 = await sha256Of(file)
  return { filename: name, ...(sha256 === null ? {} : { sha256 }), ...(replaces === undefined ? fields : { evidence: replaces.id }) }
}

/** One run of the library. `known` is told under which address the server keeps the file, and which token it last saw. */
async function attempt(item: UploadItem, way: Way, known: Known): Promise<string> {
  const { file, replaces } = item
  const metadata = known.address === undefined ? await describe(item) : {} // told once, at the creation
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint: address(UPLOADS),
      uploadUrl: known.address ?? null,
      metadata,
      headers: { 'Accept-Language': getLocale(), 'Idempotency-Key': item.id, ...(replaces === undefined ? {} : { 'If-Match': replaces.tag }) },
      chunkSize: PIECE,
      storeFingerprintForResuming: false,
      retryDelays: ASK_AGAIN_MS,
      onShouldRetry: (error) => error.originalResponse?.getStatus() === 409 && problemIn(error).code === 'upload_offset_mismatch',
      onBeforeRequest: async (request) => {
        known.token = await accessToken() // a large file takes longer than a token lasts
        if (known.token !== null) request.setHeader('Authorization', `Bearer ${known.token}`)
      },
      onUploadUrlAvailable: () => {
        if (upload.url === null || upload.url === known.address) return
        known.address = upload.url
        way.keepAddress(upload.url)
      },
      onProgress: way.progress,
      onSuccess: ({ lastResponse }) => {
        const evidence = lastResponse.getHeader('Upload-Evidence')
        if (evidence === undefined) reject(new ApiProblem({ status: 0, code: 'network' }))
        else resolve(evidence)
      },
      onError: (error) => reject(problemIn(error)),
    })
    const stop = () => {
      void upload.abort()
      reject(new ApiProblem({ status: 0, code: 'network', requestId: item.id }))
    }
    way.signal.addEventListener('abort', stop)
    if (way.signal.aborted) stop() // while the file was described
    else upload.start()
  })
}

/** One file in pieces by tus: it goes on where it was, whatever came between, and becomes a document once. */
export async function sendInPieces(item: UploadItem, way: Way): Promise<unknown> {
  const known: Known = { address: item.address, token: null }
  const again = async (error: unknown) => {
    if (!isProblem(error) || error.status !== 401) throw error
    await renewToken(known.token)
    return attempt(item, way, known)
  }
  const once = () => attempt(item, way, known).catch(again)
  const evidence = await once().catch((error: unknown) => {
    if (!isProblem(error) || error.code !== DAMAGED) throw error
    known.address = undefined // what came was not kept: once more from its beginning, and then the person is told
    return once()
  })
  const response = await send(new Request(address(`/api/v1/evidence/${evidence}`), { signal: way.signal }))
  return response.json()
}

/** End what the server keeps of a file. */
export async function forget(at: string): Promise<void> {
  try {
    await send(new Request(address(at), { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } }))
  } catch (error) {
    if (!isProblem(error) || !GONE.has(error.status)) throw error
  }
}
