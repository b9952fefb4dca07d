import { useMutation } from '@tanstack/react-query'
import { Button } from 'antd'
import { FileDown } from 'lucide-react'
import { ErrorState } from '@/components/ErrorState'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import { download } from '@/lib/download'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Hands over a paper in Word. */
export function WordButton({ path, label, query = {} }: { path: string; label: string; query?: Record<string, unknown> }) {
  const words = useWords(unitPlansWords)
  const loading = useMutation({ mutationFn: () => download(path, query, WORD, 'ke-hoach.docx') })
  return (
    <>
      <Button icon={<FileDown size={16} aria-hidden />} aria-disabled={loading.isPending} onClick={() => !loading.isPending && loading.mutate()}>
        {loading.isPending ? words.exporting : label}
      </Button>
      {loading.error !== null && <ErrorState error={loading.error} />}
    </>
  )
}
