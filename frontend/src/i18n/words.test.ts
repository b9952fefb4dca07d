import { expect, it } from 'vitest'
import { accountsWords } from './accounts'
import { adminWords } from './admin'
import { analyticsWords } from './analytics'
import { commonWords } from './common'
import { consolidationWords } from './consolidation'
import { evidenceWords } from './evidence'
import { judgingWords } from './judging'
import { planningWords } from './planning'
import { plansWords } from './plans'
import { problems as problemsEn } from './en/problems'
import { problems as problemsVi } from './vi/problems'
import { reportsWords } from './reports'
import { reviewWords } from './review'
import { scoresWords } from './scores'
import { termWords } from './terms'
import { textsWords } from './texts'

const ALL = {
  accounts: accountsWords,
  admin: adminWords,
  analytics: analyticsWords,
  common: commonWords,
  consolidation: consolidationWords,
  evidence: evidenceWords,
  judging: judgingWords,
  planning: planningWords,
  plans: plansWords,
  problems: { vi: problemsVi, en: problemsEn },
  reports: reportsWords,
  review: reviewWords,
  scores: scoresWords,
  terms: termWords,
  texts: textsWords,
}

/** Sentences with gaps are said with digits in each gap: it reads in both languages. */
function flat(words: unknown, path: string): [string, string][] {
  if (typeof words === 'string') return [[path, words]]
  if (typeof words === 'function') return [[path, String((words as (...given: string[]) => unknown)('3', '4', '5', '6'))]]
  return Object.entries(words as object).flatMap(([key, value]) => flat(value, `${path}.${key}`))
}

const areas = Object.entries(ALL).map(([area, words]) => ({ area, vi: new Map(flat(words.vi, area)), en: new Map(flat(words.en, area)) }))
const everything = areas.flatMap(({ vi, en }) => [...vi].map(([path, said]) => ({ path, vi: said, en: en.get(path) })))

/** The same in both languages on purpose: numbers, signs, and the other language's own name. */
const ALIKE: readonly string[] = []
/** Abbreviations, formats and names that Vietnamese offices use as they are. */
const BORROWED = new Set('papi ubnd cccd cmnd bc tt xlsx docx pptx csv json pdf jpeg png mb byte word excel powerpoint sha caps lock english scores google microsoft authenticator freeotp qr'.split(' '))

it.each(areas)('$area has the same keys in both languages', ({ vi, en }) => {
  expect([...en.keys()].sort()).toEqual([...vi.keys()].sort())
})

it('has no empty words, and no gap that says nothing', () => {
  const wrong = everything.filter(({ vi, en }) => [vi, en].some((said) => said === undefined || said.trim() === '' || /undefined|null|NaN|\[object/.test(said)))
  expect(wrong).toEqual([])
})

it('says nothing of more than one word alike in both languages', () => {
  const alike = everything.filter(({ vi, en }) => vi === en && /[A-Za-z]\S*\s+\S*[A-Za-z]/.test(vi)).map(({ path }) => path)
  expect(alike).toEqual(ALIKE)
})

/** What a Vietnamese syllable can look like without its marks; most English words cannot. */
const SYLLABLE = /^(?:[bcdghklmnprstvx]|ch|gh|gi|kh|ng|ngh|nh|ph|qu|th|tr)?[aeiouy]{1,3}(?:[cmnpt]|ch|ng|nh)?$/
/** English words that could be syllables. */
const LOOKALIKES = new Set(['on', 'can', 'not', 'at', 'an', 'no', 'open', 'unit', 'you', 'yet', 'sent', 'part', 'print', 'its'])

it('leaves no English in Vietnamese', () => {
  const left = everything.flatMap(({ path, vi }) =>
    (vi.toLowerCase().match(/(?<![\p{L}\p{M}\d.])[a-z]{2,}(?![\p{L}\p{M}\d])/gu) ?? [])
      .filter((word) => (!SYLLABLE.test(word) || LOOKALIKES.has(word)) && !BORROWED.has(word))
      .map((word) => `${path}: ${word}`),
  )
  expect(left).toEqual([])
})

it('leaves no Vietnamese in English, but for the name of the language', () => {
  const left = everything.filter(({ en }) => /[ăâđêôơư\u1ea0-\u1ef9]/iu.test((en ?? '').normalize('NFC'))).map(({ path }) => path)
  expect(left).toEqual(['common.frame.otherLanguage'])
})

it('writes letters the composed way, so that a search on the page finds them', () => {
  expect(everything.filter(({ vi }) => vi !== vi.normalize('NFC'))).toEqual([])
})
