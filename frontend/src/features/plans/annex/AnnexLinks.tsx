import { Button } from 'antd'
import type { PlanRead } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { annexWords } from '@/i18n/annex'
import { useWords } from '@/i18n/words'
import { download, XLSX } from '@/lib/download'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The annex as a file, and the way to load one for those who may. */
export function AnnexLinks({ plan }: { plan: PlanRead }) {
  const words = useWords(annexWords)
  const path = `/api/v1/plans/${plan.id}/annex`
  return (
    <>
      {plan.allowed_actions.includes('edit') && <LinkButton href={`/plans/${plan.id}/import`}>{words.open}</LinkButton>}
      <Button onClick={() => void download(path, { file: 'xlsx' }, XLSX, 'phu-luc.xlsx')}>{words.export}</Button>
      <Button onClick={() => void download(path, { file: 'docx' }, DOCX, 'phu-luc.docx')}>{words.exportWord}</Button>
    </>
  )
}
