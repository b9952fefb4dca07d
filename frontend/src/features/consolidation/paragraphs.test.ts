import { expect, it } from 'vitest'
import { paragraphSteps } from './paragraphs'

it('tells what stayed, what was written anew, what went and what came', () => {
  expect(paragraphSteps(['a', 'b', 'c', 'd'], ['a', 'b mới', 'c', 'e', 'd'])).toEqual([
    { kind: 'same', count: 1 },
    { kind: 'pair', before: 'b', after: 'b mới' },
    { kind: 'same', count: 1 },
    { kind: 'came', text: 'e' },
    { kind: 'same', count: 1 },
  ])
  expect(paragraphSteps(['a', 'b'], ['b'])).toEqual([
    { kind: 'gone', text: 'a' },
    { kind: 'same', count: 1 },
  ])
})

it('says of equal texts that all stayed, and of no text that all came', () => {
  expect(paragraphSteps(['a', 'b'], ['a', 'b'])).toEqual([{ kind: 'same', count: 2 }])
  expect(paragraphSteps([], ['a'])).toEqual([{ kind: 'came', text: 'a' }])
})
