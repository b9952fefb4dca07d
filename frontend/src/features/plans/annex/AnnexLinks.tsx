import type { PlanRead } from '@/api/types.gen'
import { DownloadButton } from '@/components/DownloadButton'
import { LinkButton } from '@/components/LinkButton'
import { annexWords } from '@/i18n/annex'
import { useWords } from '@/i18n/words'

/** The annex as a file, and the way to load one for those who may. */
export function AnnexLinks({ plan }: { plan: PlanRead }) {
  const words = useWords(annexWords)
  const path = `/api/v1/plans/${plan.id}/annex`
  return (
    <>
      {plan.allowed_actions.includes('edit') && <LinkButton href={`/plans/${plan.id}/import`}>{words.open}</LinkButton>}
      <DownloadButton path={path} query={{ file: 'xlsx' }} fileName="phu-luc.xlsx" label={words.export} />
      <DownloadButton path={path} query={{ file: 'docx' }} format="docx" fileName="phu-luc.docx" label={words.exportWord} />
    </>
  )
}
