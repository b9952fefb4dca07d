import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { scanEvidenceAgain } from '@/api/sdk.gen'
import { ErrorState } from '@/components/ErrorState'
import { evidenceWords } from '@/i18n/evidence'
import { useWords } from '@/i18n/words'

/** Has the virus scanner try a document again at whose file it failed. */
export function ScanAgain({ id }: { id: string }) {
  const words = useWords(evidenceWords)
  const cache = useQueryClient()
  const asking = useMutation({
    mutationFn: () => scanEvidenceAgain({ path: { evidence_id: id } }),
    onSuccess: () => void cache.invalidateQueries(),
  })
  return (
    <>
      <Button loading={asking.isPending} onClick={() => asking.mutate()}>
        {words.scanAgain}
      </Button>
      {asking.error !== null && <ErrorState error={asking.error} />}
    </>
  )
}
