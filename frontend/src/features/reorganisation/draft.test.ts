import { describe, expect, it } from 'vitest'
import { bodyOf, draftOf, EMPTY, FRESH, isReady, officersOf, placeOf, sentTo, withoutAfter, type Draft, type Part } from './draft'

const ward = { ...FRESH, name: 'UBND phường Vũng Tàu', short_name: 'Phường Vũng Tàu', code: 'VT-2025' }
const merger: Draft = {
  title: 'Sắp xếp các phường',
  legal_basis: 'Nghị quyết',
  effective_on: '2025-07-01',
  parts: [{ kind: 'merge', before: ['a', 'b'], after: [ward], choices: [] }],
}

describe('the decision being typed', () => {
  it('is ready once every unit has what it needs', () => {
    expect(isReady(EMPTY)).toBe(false)
    expect(isReady(merger)).toBe(true)
    expect(isReady({ ...merger, parts: [{ kind: 'merge', before: ['a'], after: [{ ...ward, code: ' ' }], choices: [] }] })).toBe(false)
    expect(isReady({ ...merger, parts: [{ kind: 'dissolve', before: ['a'], after: [], choices: [] }] })).toBe(true)
  })

  it('sends a renamed unit its names alone, and an existing one its id alone', () => {
    const parts: Draft['parts'] = [
      { kind: 'rename', before: ['a'], after: [ward], choices: [] },
      { kind: 'dissolve', before: ['b'], after: [{ ...FRESH, unit: 'c' }], choices: [] },
    ]
    const body = bodyOf({ ...merger, parts }, '2025-07-01', [], null)

    expect(body.parts.map(({ successors }) => successors)).toEqual([[{ name: ward.name, short_name: ward.short_name }], [{ unit_id: 'c' }]])
  })

  it('sends things of a split where they were chosen to go, a head who becomes an officer in one choice', () => {
    const south = { ...FRESH, name: 'UBND phường Nam', short_name: 'Phường Nam', code: 'N' }
    const part: Part = { kind: 'split', before: ['a'], after: [ward, south, { ...south, code: 'M' }], choices: [] }
    const head = { what: 'membership' as const, thing_id: 'm' }
    const task = { what: 'assignment' as const, thing_id: 't' }
    const chosen = sentTo(sentTo(part, [head, task], 2), [task], 0)
    const body = bodyOf({ ...merger, parts: [chosen] }, '2025-07-01', ['m'], null)

    expect([placeOf(chosen, head), placeOf(chosen, task)]).toEqual([2, 0])
    expect(body.parts[0]?.choices).toEqual([{ what: 'membership', id: 'm', to: 2, role: 'officer' }])
    expect(bodyOf(draftOf(body), '2025-07-01', officersOf(draftOf(body)), null)).toEqual(body)
    expect(placeOf(withoutAfter(chosen, 1), head)).toBe(1)
    expect(withoutAfter(chosen, 2).choices).toEqual([])
  })

  it('comes back from what was stored as it was sent', () => {
    const body = bodyOf(merger, '2025-07-01', ['m'], '2025-07-01')
    const again = draftOf(body)

    expect(officersOf(again)).toEqual(['m'])
    expect(bodyOf(again, '2025-07-01', officersOf(again), '2025-07-01')).toEqual(body)
  })
})
