import type { AnnexDoubt, AnnexResult } from '@/api/types.gen'
import { XLSX, saveBlob } from '@/lib/download'
import { problemOf } from '@/lib/http/problem'
import { send } from '@/lib/http/send'
import { address } from '@/lib/http/transport'

/** What the server says it is doing; before its first word the file is on its way. */
export interface Progress {
  step: 'sending' | 'opening' | 'reading' | 'comparing'
  done: number
  total: number
}

/** What a spelling means, as the server takes it. */
export type Answer = Pick<AnnexDoubt, 'kind' | 'spelling'> & { values: string[] }

export const MAX_ANNEX_BYTES = 2 * 1024 * 1024

interface Asked {
  planId: string
  file: File
  answers: readonly Answer[]
}

function request({ planId, file, answers }: Asked, accept: string, dryRun = true): Request {
  const body = new FormData()
  body.append('file', file)
  body.append('answers', JSON.stringify(answers))
  return new Request(address(`/api/v1/plans/${planId}/import${dryRun ? '?dry_run=true' : ''}`), { method: 'POST', body, headers: { Accept: accept } })
}

/** Reads a file without storing anything; `told` hears how far it is while the server reads. */
export async function readAnnex(asked: Asked, told: (progress: Progress) => void): Promise<AnnexResult> {
  told({ step: 'sending', done: 0, total: 0 })
  const response = await send(request(asked, 'application/x-ndjson'))
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  for (let piece = await reader?.read(); piece !== undefined && !piece.done; piece = await reader?.read()) {
    const lines = `${rest}${piece.value}`.split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const said = JSON.parse(line) as Partial<Progress> & { result?: AnnexResult; problem?: { status: number } }
      if (said.result !== undefined) return said.result
      if (said.problem !== undefined) throw problemOf({ status: said.problem.status, raw: JSON.stringify(said.problem), header: (name) => response.headers.get(name) })
      told(said as Progress)
    }
  }
  throw problemOf({ status: 502, raw: '', header: (name) => response.headers.get(name) })
}

export async function storeAnnex(asked: Asked): Promise<AnnexResult> {
  return (await (await send(request(asked, 'application/json', false))).json()) as AnnexResult
}

/** The file's tables with what is to be corrected beside each row. */
export async function downloadErrors(asked: Asked): Promise<void> {
  const response = await send(request(asked, XLSX))
  saveBlob(await response.blob(), `loi-${asked.file.name.replace(/\.\w+$/, '')}.xlsx`)
}
