import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { TriangleAlert } from 'lucide-react'
import { listSourcesOptions, listSourcesQueryKey } from '@/api/@tanstack/react-query.gen'
import { setSources } from '@/api/sdk.gen'
import type { SourceRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import { formatMoment, formatPercent } from '@/lib/format'
import styles from './parts.module.css'

/** The report lines behind the paragraph under the cursor. */
export function Sources({ blockId }: { blockId: string | undefined }) {
  const words = useWords(consolidationWords)
  const query = useQuery({ ...listSourcesOptions({ path: { block_id: blockId ?? '' } }), enabled: blockId !== undefined })
  if (blockId === undefined) return <p className="secondary">{words.chooseParagraph}</p>
  return (
    <QueryState query={query} heights={[64, 64]}>
      {({ items }) =>
        items.length === 0 ? (
          <p className="secondary">{words.noSources}</p>
        ) : (
          <ul className={styles.sources}>
            {items.map((source) => (
              <Source key={source.line_id} source={source} all={items} blockId={blockId} />
            ))}
          </ul>
        )
      }
    </QueryState>
  )
}

function Source({ source, all, blockId }: { source: SourceRead; all: readonly SourceRead[]; blockId: string }) {
  const words = useWords(consolidationWords)
  const cache = useQueryClient()
  const setting = useMutation({
    mutationFn: () => {
      const hidden = all.filter((item) => (item === source ? !item.hidden : item.hidden)).map((item) => item.line_id)
      return setSources({ path: { block_id: blockId }, body: { hidden } })
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: listSourcesQueryKey({ path: { block_id: blockId } }) }),
  })
  return (
    <li className={styles.source} data-hidden={source.hidden}>
      <div className={styles.sourceHead}>
        <strong>{source.unit}</strong>
        {source.percent !== null && <span>{formatPercent(source.percent)}</span>}
        {source.hidden && <span className="secondary small">{words.aside}</span>}
      </div>
      {source.standing !== 'current' && (
        <p className={styles.sourceMoved}>
          <TriangleAlert size={16} aria-hidden /> {source.standing === 'reopened' ? words.reopened : words.changed}
        </p>
      )}
      <Said source={source} />
      {source.now !== null && (
        <details open>
          <summary>{words.now}</summary>
          <Said source={source.now} />
        </details>
      )}
      <div className={styles.sourceFoot}>
        <span className="secondary small">
          {words.sentAt(formatMoment(source.submitted_at))} · {words.documents(source.evidence_count)}
        </span>
        <AppLink href={`/line/${source.line_id}`}>{words.seeLine}</AppLink>
        <Button size="small" type="link" loading={setting.isPending} onClick={() => setting.mutate()}>
          {source.hidden ? words.useAgain : words.setAside}
        </Button>
      </div>
      {setting.error !== null && <ErrorState error={setting.error} />}
    </li>
  )
}

function Said({ source }: { source: Pick<SourceRead, 'result' | 'difficulties' | 'proposals'> }) {
  const words = useWords(consolidationWords)
  const parts = [
    { name: '', text: source.result },
    { name: words.difficulties, text: source.difficulties },
    { name: words.proposals, text: source.proposals },
  ].filter(({ text }) => text !== '')
  return parts.map(({ name, text }) => (
    <p key={name} className={styles.said}>
      {name !== '' && <span className="secondary">{name}: </span>}
      {text}
    </p>
  ))
}
