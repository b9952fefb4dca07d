import { send } from '@/lib/http/send'
import { address } from '@/lib/http/transport'
import { stringifySearch } from '@/lib/search-params'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

function nameFrom(disposition: string | null, otherwise: string): string {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  if (encoded !== undefined) return decodeURIComponent(encoded)
  return /filename="([^"]+)"/i.exec(disposition ?? '')?.[1] ?? otherwise
}

/** Hands a file to the browser's downloads. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = Object.assign(document.createElement('a'), { href: url, download: name })
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

/** Fetches an address of the API as a file: `download('/api/v1/assignments', { unit }, XLSX, 'phan-cong.xlsx')`. */
export async function download(path: string, query: Record<string, unknown>, accept: string, name: string): Promise<void> {
  const response = await send(new Request(address(`${path}${stringifySearch(query)}`), { headers: { Accept: accept } }))
  saveBlob(await response.blob(), nameFrom(response.headers.get('content-disposition'), name))
}
