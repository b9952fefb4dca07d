import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'

interface Parts {
  lines_complete: number
  lines_total: number
  answers_complete: number
  answers_total: number
}

/** How much of a report is written: its lines, its answers, or both; in a column of lines these need no name. */
export function useDone(lines: (done: number, total: number) => string = (done, total) => `${done}/${total}`): (report: Parts) => string {
  const words = useWords(commonWords).table
  return (report) => {
    const said = [
      ...(report.lines_total > 0 ? [lines(report.lines_complete, report.lines_total)] : []),
      ...(report.answers_total > 0 ? [words.answersOf(report.answers_complete, report.answers_total)] : []),
    ]
    return said.join(' · ') || words.none
  }
}

/** Lines and answers together, as one measure. */
export function wholeOf({ lines_complete: lines, lines_total: allLines, answers_complete: answers, answers_total: allAnswers }: Parts): { done: number; total: number } {
  return { done: lines + answers, total: allLines + allAnswers }
}
