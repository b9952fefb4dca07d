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

/** The report lines and answers behind the paragraph under the cursor. */
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
          <>
            {questionsOf(items).map((question) => (
              <p key={question} className={styles.asked}>
                <span className="secondary">{words.question}</span> {question}
              </p>
            ))}
            <ul className={styles.sources}>
              {items.map((source) => (
                <Source key={idOf(source)} source={source} all={items} blockId={blockId} />
              ))}
            </ul>
          </>
        )
      }
    </QueryState>
  )
}

/** A question is told once, not with each of its answers. */
function questionsOf(sources: readonly SourceRead[]): string[] {
  return [...new Set(sources.flatMap(({ question }) => question ?? []))]
}

const idOf = ({ line_id: line, answer_id: answer }: SourceRead) => line ?? answer ?? ''

function Source({ source, all, blockId }: { source: SourceRead; all: readonly SourceRead[]; blockId: string }) {
  const words = useWords(consolidationWords)
  const cache = useQueryClient()
  const setting = useMutation({
    mutationFn: () => {
      const hidden = all.filter((item) => (item === source ? !item.hidden : item.hidden)).map(idOf)
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
      <Said source={source} answer={source.answer_id !== null} />
      {source.now !== null && (
        <details open>
          <summary>{words.now}</summary>
          <Said source={source.now} answer={source.answer_id !== null} />
        </details>
      )}
      <div className={styles.sourceFoot}>
        <span className="secondary small">
          {words.sentAt(formatMoment(source.submitted_at))}
          {source.answer_id === null && ` · ${words.documents(source.evidence_count)}`}
        </span>
        {source.answer_id === null ? (
          <AppLink href={`/line/${source.line_id ?? ''}`}>{words.seeLine}</AppLink>
        ) : (
          <AppLink href={`/reports/${source.report_id}?view=answers&answer=${source.answer_id}`}>{words.seeAnswer}</AppLink>
        )}
        <Button size="small" type="link" loading={setting.isPending} onClick={() => setting.mutate()}>
          {source.hidden ? words.useAgain : words.setAside}
        </Button>
      </div>
      {setting.error !== null && <ErrorState error={setting.error} />}
    </li>
  )
}

function Said({ source, answer }: { source: Pick<SourceRead, 'result' | 'difficulties' | 'proposals'>; answer: boolean }) {
  const words = useWords(consolidationWords)
  if (answer && source.result === '') return <p className="secondary">{words.notAnswered}</p>
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
