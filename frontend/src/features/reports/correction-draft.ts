import type { AnswerRead, CorrectedText, CorrectionAnswerRead, LineRead, QuestionRead } from '@/api/types.gen'
import { formatAmount } from '@/lib/format'
import { askedFigures, readFigure } from './figures'
import { readPercent } from './percent'

export interface Proof {
  id: string
  title: string
}

/** A corrected line while it is written: numbers as they are typed. */
export interface LineDraft {
  line: LineRead
  result: string
  percent: string
  figures: Record<string, string>
  difficulties: string
  proposals: string
  proofs: readonly Proof[]
}

/** What stands in the line, or what its correction says. */
export function draftOf(line: LineRead, said?: CorrectedText): LineDraft {
  const { result, percent, figures, difficulties, proposals } = said ?? line
  const numbers = Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, formatAmount(value)]))
  return { line, result, percent: percent === null ? '' : String(percent), figures: numbers, difficulties, proposals, proofs: proofsOf(line, said) }
}

function proofsOf(line: LineRead, said?: CorrectedText): Proof[] {
  if (said === undefined) return line.evidence.map(({ id, title }) => ({ id, title }))
  return said.evidence_ids.map((id, place) => ({ id, title: line.evidence.find((document) => document.id === id)?.title ?? said.documents[place] ?? '' }))
}

/** Whether a number as it is typed is none: sent as it stands it would take the accepted one away. */
export function isMistyped({ line, percent, figures }: LineDraft): boolean {
  return readPercent(percent) === undefined || askedFigures(line).some(({ key, kind }) => readFigure(figures[key] ?? '', kind) === undefined)
}

export function bodyOf({ line, result, percent, figures, difficulties, proposals, proofs }: LineDraft) {
  const numbers = askedFigures(line).map(({ key, kind }) => [key, readFigure(figures[key] ?? '', kind) ?? null] as const)
  return { line_id: line.id, result, percent: readPercent(percent) ?? null, figures: Object.fromEntries(numbers), difficulties, proposals, evidence_ids: proofs.map(({ id }) => id) }
}

/** A corrected answer while it is written; `wrong`: what stands in its field is no answer. */
export interface AnswerDraft {
  id: string
  question: QuestionRead
  before: AnswerRead['value']
  value: AnswerRead['value']
  wrong: boolean
}

/** What was accepted, to be written on. */
export function answerDraftOf({ id, question, value }: AnswerRead): AnswerDraft {
  return { id, question, before: value, value, wrong: false }
}

/** What a correction says already. */
export function correctedDraftOf({ answer_id: id, question, before, after }: CorrectionAnswerRead): AnswerDraft {
  return { id, question, before, value: after, wrong: false }
}

export function answerBodyOf({ id, value }: AnswerDraft) {
  return { answer_id: id, value }
}
