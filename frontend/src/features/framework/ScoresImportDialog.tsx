import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { importScores } from '@/api/sdk.gen'
import type { ImportResult } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { FileButton } from '@/components/Files'
import { LongList } from '@/components/LongList'
import { commonWords } from '@/i18n/common'
import { scoresWords } from '@/i18n/scores'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import { isProblem } from '@/lib/http/problem'
import { ScoresPreview } from './ScoresPreview'

interface Given {
  file: File
  source: string
  year: string
}

function send({ file, source, year }: Given, dry_run: boolean) {
  const query = year === '' ? { dry_run } : { dry_run, year: Number(year) }
  return importScores({ query, body: { file, source } }).then(({ data }) => data)
}

function named({ workbook }: ImportResult): number {
  return workbook?.names.length ?? 0
}

/** The yearly workbook, read first: what it holds and which names it changes; stored only when that was seen. */
export function ScoresImportDialog({ onClose, onSee }: { onClose: () => void; onSee: (edition: number) => void }) {
  const words = useWords(scoresWords)
  const { files } = useWords(commonWords)
  const cache = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [source, setSource] = useState('')
  const [year, setYear] = useState('')
  const looking = useMutation({ mutationFn: (given: Given) => send(given, true) })
  const storing = useMutation({ mutationFn: (given: Given) => send(given, false), onSuccess: () => void cache.invalidateQueries() })
  const problem: unknown = looking.error ?? storing.error
  const seen = looking.data
  const news = seen === undefined ? 0 : seen.changed + named(seen)
  const look = (given: Given) => {
    storing.reset()
    looking.mutate(given)
  }
  const actions = file !== null && storing.data === undefined && (
    <>
      {year !== '' && (
        <Button onClick={() => look({ file, source, year })} loading={looking.isPending}>
          {words.look}
        </Button>
      )}
      {seen !== undefined && news > 0 && (
        <Button type="primary" disabled={source.trim() === ''} loading={storing.isPending} onClick={() => storing.mutate({ file, source, year })}>
          {words.store}
        </Button>
      )}
    </>
  )
  return (
    <Dialog title={words.open} onClose={onClose} width={760} actions={actions}>
      <div className="stack">
        <p className="secondary">{words.hint}</p>
        <div className="row">
          <FileButton
            label={files.choose}
            spreadsheet
            primary={file === null}
            onFiles={([chosen]) => {
              if (chosen === undefined) return
              const said = words.sourceOf(chosen.name)
              setFile(chosen)
              setSource(said)
              look({ file: chosen, source: said, year })
            }}
          />
          {file !== null && <span style={{ overflowWrap: 'anywhere' }}>{file.name}</span>}
        </div>
        {file !== null && (
          <>
            <TextField label={words.source} value={source} onChange={(event) => setSource(event.target.value)} />
            <TextField label={words.year} hint={words.yearHint} optional inputMode="numeric" value={year} onChange={(event) => setYear(event.target.value.replace(/\D/g, '').slice(0, 4))} />
          </>
        )}
        {looking.isPending && <p role="status">{words.looking}</p>}
        {problem !== null && <Refusal problem={problem} />}
        {seen !== undefined && storing.data === undefined && <ScoresPreview read={seen} />}
        {storing.data !== undefined && <Stored result={storing.data} onSee={onSee} />}
      </div>
    </Dialog>
  )
}

/** What was stored, and the way to the editions whose tree shows it. */
function Stored({ result, onSee }: { result: ImportResult; onSee: (edition: number) => void }) {
  const words = useWords(scoresWords)
  return (
    <div className="stack" style={{ gap: 8 }}>
      <p role="status">{words.stored(formatNumber(result.changed), formatNumber(named(result)))}</p>
      <div className="row">
        {result.years.map((year) => (
          <Button key={year} onClick={() => onSee(year)}>
            {words.see(year)}
          </Button>
        ))}
      </div>
    </div>
  )
}

/** Every bad line or cell, so that the file is mended in one go. */
function Refusal({ problem }: { problem: unknown }) {
  const words = useWords(scoresWords)
  if (!isProblem(problem) || problem.errors.length === 0) return <ErrorState error={problem} />
  const said = words.errors(problem.errors.length)
  return (
    <div role="alert" className="stack" style={{ gap: 4 }}>
      <strong>{said}</strong>
      <LongList label={said} items={problem.errors.map(({ detail }) => detail)} />
    </div>
  )
}
