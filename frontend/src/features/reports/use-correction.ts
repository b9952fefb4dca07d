import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { getReportCorrectionsOptions } from '@/api/@tanstack/react-query.gen'
import { createCorrection, updateCorrection } from '@/api/sdk.gen'
import type { AnswerRead, CorrectionRead, LineRead, ReportRead } from '@/api/types.gen'
import { ifMatch } from '@/lib/http/etags'
import { toProblem } from '@/lib/http/problem'
import { answerBodyOf, answerDraftOf, bodyOf, correctedDraftOf, draftOf, isMistyped, type AnswerDraft, type LineDraft } from './correction-draft'

/** What is written of a correction, new or begun, and the way to send it. */
export function useCorrection(report: ReportRead, correction: CorrectionRead | null, known: readonly LineRead[], onDone: () => void) {
  const cache = useQueryClient()
  const [reason, setReason] = useState(correction?.reason ?? '')
  const [begun] = useState(() => ({
    lines: (correction?.lines ?? []).flatMap(({ line_id: id, after }) => known.filter((line) => line.id === id).map((line) => draftOf(line, after))),
    answers: (correction?.answers ?? []).map(correctedDraftOf),
  }))
  const [lines, setLines] = useState<readonly LineDraft[]>(begun.lines)
  const [answers, setAnswers] = useState<readonly AnswerDraft[]>(begun.answers)
  const saving = useMutation({
    mutationFn: (): Promise<unknown> => {
      const body = { reason, lines: lines.map(bodyOf), answers: answers.map(answerBodyOf) }
      return correction === null ? createCorrection({ path: { report_id: report.id }, body }) : updateCorrection({ path: { correction_id: correction.id }, headers: ifMatch(correction.version), body })
    },
    onSuccess: async () => {
      // who sends it at once sends what was just saved, not the version before
      await cache.refetchQueries({ queryKey: getReportCorrectionsOptions({ path: { report_id: report.id } }).queryKey })
      onDone()
      void cache.invalidateQueries()
    },
  })
  const problems = saving.error === null ? [] : toProblem(saving.error).errors
  const isWrong = answers.some(({ wrong }) => wrong) || lines.some(isMistyped)
  const isReady = reason.trim() !== '' && lines.length + answers.length > 0 && !isWrong && !saving.isPending
  return {
    reason,
    setReason,
    lines,
    answers,
    isReady,
    isChanged: reason !== (correction?.reason ?? '') || lines !== begun.lines || answers !== begun.answers,
    error: saving.error,
    save: () => isReady && saving.mutate(),
    problemsOf: (part: 'lines' | 'answers', place: number) => problems.filter(({ pointer }) => `${pointer}/`.startsWith(`/${part}/${place}/`)).map(({ detail }) => detail),
    addLine: (line: LineRead) => setLines((all) => [...all, draftOf(line)]),
    addAnswer: (answer: AnswerRead) => setAnswers((all) => [...all, answerDraftOf(answer)]),
    changeLine: (id: string, change: (held: LineDraft) => Partial<LineDraft>) => setLines((all) => all.map((other) => (other.line.id === id ? { ...other, ...change(other) } : other))),
    changeAnswer: (id: string, change: Partial<AnswerDraft>) => setAnswers((all) => all.map((other) => (other.id === id ? { ...other, ...change } : other))),
    remove: (id: string) => {
      saving.reset() // what was said against places holds no longer
      setLines((all) => all.filter(({ line }) => line.id !== id))
      setAnswers((all) => all.filter((other) => other.id !== id))
    },
  }
}
