import { getReportAnswer, updateReportAnswer } from '@/api/sdk.gen'
import type { AnswerRead } from '@/api/types.gen'
import { createFresh } from '@/lib/drafts/fresh'
import type { Current } from '@/lib/drafts/types'
import type { DraftsDefinition } from '@/lib/drafts/use-drafts'
import { ifMatch } from '@/lib/http/etags'

/** What the unit answers to a question. */
export interface AnswerDraft {
  value: AnswerRead['value']
}

const { keep, useFresh } = createFresh<AnswerRead>()
export { useFresh as useFreshAnswers }

function current(answer: AnswerRead): Current<AnswerDraft> {
  keep(answer)
  return { version: answer.version, value: { value: answer.value } }
}

/** Autosave of answers, as of lines. */
export const answerDrafts: DraftsDefinition<AnswerDraft> = {
  name: 'report-answers',
  save: async (id, version, { value = null }) => current((await updateReportAnswer({ path: { answer_id: id }, body: { value }, headers: ifMatch(version) })).data),
  load: async (id) => current((await getReportAnswer({ path: { answer_id: id } })).data),
}
