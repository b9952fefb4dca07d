import type { QuestionRead, QuestionWrite } from '@/api/types.gen'
import { uuid } from '@/lib/uuid'

export type QuestionKind = QuestionRead['kind']
export const QUESTION_KINDS = ['text', 'number', 'yes_no', 'choice'] as const satisfies readonly QuestionKind[]

/** A question while it is written; the choices are one a line. */
export interface QuestionDraft {
  key: string
  /** Of a question that the period asks already. */
  id?: string
  text: string
  kind: QuestionKind
  required: boolean
  hint: string
  measure: string
  choices: string
}

export function newQuestion(): QuestionDraft {
  return { key: uuid(), text: '', kind: 'text', required: true, hint: '', measure: '', choices: '' }
}

/** A question that the period asks already, to be written on. */
export function draftOf({ id, text, kind, required, hint, measure, choices }: QuestionRead): QuestionDraft {
  return { key: id, id, text, kind, required, hint: hint ?? '', measure: measure ?? '', choices: choices.map((choice) => choice.text).join('\n') }
}

function choicesOf({ choices }: QuestionDraft): string[] {
  return choices.split('\n').map((line) => line.trim()).filter(Boolean)
}

/** What keeps the question from being asked. */
export function wrongIn(question: QuestionDraft): 'text' | 'choices' | null {
  if (question.text.trim() === '') return 'text'
  if (question.kind !== 'choice') return null
  const choices = choicesOf(question)
  const different = new Set(choices.map((text) => text.toLocaleLowerCase())).size
  return choices.length >= 2 && choices.length <= 20 && different === choices.length ? null : 'choices'
}

export function writeQuestion(question: QuestionDraft): QuestionWrite {
  const { id, text, kind, required, hint, measure } = question
  return {
    id,
    text: text.trim(),
    kind,
    required,
    hint: hint.trim() || null,
    measure: kind === 'number' ? measure.trim() || null : null,
    choices: kind === 'choice' ? choicesOf(question) : null,
  }
}

/** The question as the units will read it. */
export function readQuestion(question: QuestionDraft, sort: number): QuestionRead {
  const { text, kind, required, hint, measure, choices } = writeQuestion(question)
  return { id: question.key, sort, text, kind, required, hint: hint ?? null, measure: measure ?? null, choices: (choices ?? []).map((choice, at) => ({ key: String(at + 1), text: choice })) }
}

/** The list with the item at `from` standing at `to`. */
export function moved<T>(items: readonly T[], from: number, to: number): readonly T[] {
  const item = items[from]
  if (item === undefined || to < 0 || to >= items.length) return items
  const others = items.filter((_, at) => at !== from)
  return [...others.slice(0, to), item, ...others.slice(to)]
}
