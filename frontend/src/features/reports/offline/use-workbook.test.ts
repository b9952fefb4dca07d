import { expect, it } from 'vitest'
import type { WorkbookLine, WorkbookResult } from '@/api/types.gen'
import { decisionsOf, keyOf, openIn, stillHolding, writes, type Choices } from './use-workbook'

const field = (name: string, status: 'fill' | 'conflict') => ({ field: name, label: name, cell: 'H4', status, base: '', theirs: 'a', yours: 'b', note: null, take: null })
const asked = { name: 'Biên bản', status: 'asked' as const, evidence_id: null, chosen: false, candidates: [] }
const line: WorkbookLine = {
  line_id: 'l1',
  number: 1,
  title: 'Niêm yết',
  cell: 'A4',
  version: 3,
  status: 'conflict',
  fields: [field('result', 'conflict'), field('percent', 'fill')],
  documents: [asked],
  troubles: [],
}
const showing = (...lines: WorkbookLine[]): WorkbookResult => ({ dry_run: true, made_at: '', unchanged: 0, fill: 0, conflict: 1, refused: 1, undecided: 2, missing_documents: 0, stored: 0, lines })
const none: Choices = { takes: new Map(), meanings: new Map() }
const all: Choices = { takes: new Map([[keyOf(line, 'result'), 'yours']]), meanings: new Map([[keyOf(line, 'Biên bản'), null]]) }

it('counts what is still to be chosen, and asks nothing of a line that is refused', () => {
  expect(openIn(line, none)).toBe(2)
  expect(openIn(line, all)).toBe(0)
  expect(openIn({ ...line, status: 'refused' }, none)).toBe(0)
})

it('sends what was seen and only what was chosen; no document is a choice as well', () => {
  const seen = showing(line, { ...line, line_id: null, version: null })

  expect(JSON.parse(decisionsOf(seen, none))).toEqual({ seen: [{ line_id: 'l1', version: 3 }], choices: [], documents: [] })
  expect(JSON.parse(decisionsOf(seen, all))).toEqual({
    seen: [{ line_id: 'l1', version: 3 }],
    choices: [{ line_id: 'l1', field: 'result', take: 'yours' }],
    documents: [{ line_id: 'l1', name: 'Biên bản', evidence_id: null }],
  })
})

it('writes a line unless everything of it was left as it is', () => {
  const theirs: Choices = { takes: new Map([[keyOf(line, 'result'), 'theirs']]), meanings: new Map([[keyOf(line, 'Biên bản'), null]]) }

  expect(writes(line, theirs)).toBe(true)
  expect(writes({ ...line, fields: [field('result', 'conflict')] }, theirs)).toBe(false)
  expect(writes({ ...line, fields: [field('result', 'conflict')] }, all)).toBe(true)
})

it('lets go of what was chosen in a line that somebody has written meanwhile, and keeps the rest', () => {
  const other = { ...line, line_id: 'l2', number: 2 }
  const both: Choices = { takes: new Map([...all.takes, [keyOf(other, 'result'), 'theirs']]), meanings: all.meanings }

  const held = stillHolding(both, showing(line, other), showing({ ...line, version: 4 }, other))

  expect([...held.takes.keys()]).toEqual([keyOf(other, 'result')])
  expect(held.meanings.size).toBe(0)
  expect(stillHolding(both, showing(line, other), showing(line, other))).toEqual(both)
})
