import { CircleCheck } from 'lucide-react'
import bits from '@/components/bits.module.css'
import { SaveStatus } from '@/components/SaveStatus'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { worseOf, type Drafts } from '@/lib/drafts/drafts'
import { useDraftSummary } from '@/lib/drafts/use-drafts'
import type { AnswerDraft } from './asking/answers'
import type { LineDraft } from './lines'

/** What became of the typing. Where nothing was typed, Ctrl+S is still answered. */
export function SavedMark({ drafts, answers, asked }: { drafts: Drafts<LineDraft>; answers: Drafts<AnswerDraft>; asked: number }) {
  const { save } = useWords(commonWords)
  const summary = worseOf(useDraftSummary(drafts), useDraftSummary(answers))
  if (summary.kind !== 'clean' || asked === 0) return <SaveStatus<LineDraft, AnswerDraft> status={summary} />
  return (
    <span className={bits.save} data-kind="saved" role="status" key={asked}>
      <CircleCheck size={16} aria-hidden /> {save.nothingLeft}
    </span>
  )
}
