import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { FileClock } from 'lucide-react'
import { askForExportMutation, listExportsQueryKey } from '@/api/@tanstack/react-query.gen'
import { AppLink } from '@/components/AppLink'
import { ErrorState } from '@/components/ErrorState'
import { exportsWords } from '@/i18n/exports'
import { useWords } from '@/i18n/words'
import { stringifySearch } from '@/lib/search-params'
import styles from './table.module.css'

const API = '/api/v1'

/** A list that is too long to be waited for: why, and the offer to have it prepared. */
export function PrepareFile({ path, query, why }: { path: string; query: Record<string, unknown>; why: string }) {
  const words = useWords(exportsWords)
  const cache = useQueryClient()
  const asking = useMutation({ ...askForExportMutation(), onSuccess: () => void cache.invalidateQueries({ queryKey: listExportsQueryKey() }) })
  const ask = () => asking.mutate({ body: { path: path.replace(API, ''), query: stringifySearch(query).slice(1), format: 'xlsx' } })
  return (
    <div role="status" className={styles.prepare}>
      <FileClock size={20} aria-hidden />
      <div className="stack" style={{ gap: 8 }}>
        {asking.isSuccess ? (
          <>
            <p>{words.asking}</p>
            <AppLink href="/exports">{words.show}</AppLink>
          </>
        ) : (
          <>
            <p>
              <strong>{words.tooLarge}.</strong> {why}
            </p>
            <div>
              <Button type="primary" aria-disabled={asking.isPending} onClick={() => !asking.isPending && ask()}>
                {asking.isPending ? words.preparing : words.prepare}
              </Button>
            </div>
          </>
        )}
        {asking.error !== null && <ErrorState error={asking.error} />}
      </div>
    </div>
  )
}
