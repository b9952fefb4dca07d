import { expect, it } from 'vitest'
import { weeksOf, withDay } from './months'

const national = { day: '2024-09-02', kind: 'off' as const, name: 'Quốc khánh' }

it('lays a month out in weeks that begin on Monday', () => {
  const weeks = weeksOf(2024, 9, new Map([[national.day, national]]))
  expect(weeks).toHaveLength(6)
  expect(weeks[0]?.map((cell) => cell?.number ?? null)).toEqual([null, null, null, null, null, null, 1])
  expect(weeks[1]?.[0]).toEqual({ day: '2024-09-02', number: 2, weekend: false, known: national })
  expect(weeks[5]?.filter((cell) => cell !== null)).toHaveLength(1)
})

it('knows the length of February', () => {
  expect(weeksOf(2024, 2, new Map()).flat().filter((cell) => cell !== null)).toHaveLength(29)
})

it('puts a day in its place, once', () => {
  const storm = { day: '2024-09-12', kind: 'off' as const, name: 'Nghỉ bão' }
  expect(withDay([storm], national).map(({ day }) => day)).toEqual(['2024-09-02', '2024-09-12'])
  expect(withDay([storm], { ...storm, name: 'Bão số 3' })).toEqual([{ ...storm, name: 'Bão số 3' }])
})
