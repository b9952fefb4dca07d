import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { listAnswersOptions, setAnswerMarkMutation } from '@/api/@tanstack/react-query.gen'
import type { AnswerRead, AnswersRead, ReportRead } from '@/api/types.gen'

const NONE: AnswerRead[] = []

/** The answers of a report; asked for only where there are any. */
export function useAnswers({ id, answers_total: total }: ReportRead) {
  const query = useQuery({ ...listAnswersOptions({ path: { report_id: id } }), enabled: total > 0 })
  return { query, items: query.data?.items ?? NONE }
}

/** Sets the reviewer's own mark on an answer, which then takes its place among the answers. */
export function useMarkingAnswer(reportId: string, onDone?: () => void) {
  const cache = useQueryClient()
  const { queryKey } = listAnswersOptions({ path: { report_id: reportId } })
  return useMutation({
    ...setAnswerMarkMutation(),
    onSuccess: (answer) => {
      cache.setQueryData<AnswersRead>(queryKey, (read) => read && { ...read, items: read.items.map((item) => (item.id === answer.id ? answer : item)) })
      onDone?.()
    },
  })
}
