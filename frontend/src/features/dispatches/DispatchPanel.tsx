import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { getDispatchOptions, replayDispatchMutation } from '@/api/@tanstack/react-query.gen'
import type { DispatchRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { ErrorState } from '@/components/ErrorState'
import { FactList } from '@/components/FactList'
import { QueryState } from '@/components/QueryState'
import { SidePanel } from '@/components/SidePanel'
import { dispatchesWords } from '@/i18n/dispatches'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment, formatNumber } from '@/lib/format'
import { ifMatch } from '@/lib/http/etags'
import { DispatchMark, useProof } from './State'
import styles from './dispatches.module.css'

/** One dispatch: what is known of it, every attempt, what the province said since. */
export function DispatchPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords(dispatchesWords)
  const query = useQuery(getDispatchOptions({ path: { dispatch_id: id } }))
  return (
    <SidePanel label={words.card} onClose={onClose}>
      <QueryState query={query} heights={[32, 120, 120]}>
        {(dispatch) => <Content dispatch={dispatch} />}
      </QueryState>
    </SidePanel>
  )
}

function Content({ dispatch }: { dispatch: DispatchRead }) {
  const words = useWords(dispatchesWords)
  const proof = useProof(dispatch)
  return (
    <div className="stack">
      <h2>{dispatch.report.title}</h2>
      <p className={styles.one}>
        <DispatchMark state={dispatch.state} /> <span>{words.edition(dispatch.edition)}</span>
      </p>
      <FactList
        facts={[
          [words.way, words.ways[dispatch.way]],
          [words.sent, formatMoment(dispatch.created_at)],
          [words.by, dispatch.created_by],
          [dispatch.way === 'system' ? words.receipt : words.numberTitle, proof],
          [words.receiver, dispatch.receiver],
          [words.channel, dispatch.channel],
          [words.note, dispatch.note],
        ]}
      />
      <Again dispatch={dispatch} />
      {dispatch.history.length > 0 && (
        <section>
          <h3>{words.told}</h3>
          <ul className={styles.log}>
            {dispatch.history.map((told) => (
              <li key={told.message_id}>
                {words.toldOn(words.toldStates[told.state], formatDay(told.happened_on))}
                {told.reason !== null && <p>{told.reason}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {dispatch.way === 'system' && <Log dispatch={dispatch} />}
      <AppLink href={`/consolidated/${dispatch.report.id}`}>{words.open}</AppLink>
    </div>
  )
}

function Again({ dispatch }: { dispatch: DispatchRead }) {
  const words = useWords(dispatchesWords)
  const cache = useQueryClient()
  const replaying = useMutation({ ...replayDispatchMutation(), onSettled: () => void cache.invalidateQueries() })
  return (
    <>
      {dispatch.next_at !== null && <p className="secondary">{words.nextAt(formatMoment(dispatch.next_at))}</p>}
      {dispatch.allowed_actions.includes('replay') && (
        <div>
          <Button type="primary" loading={replaying.isPending} onClick={() => replaying.mutate({ path: { dispatch_id: dispatch.id }, headers: ifMatch(dispatch.version) })}>
            {words.replay}
          </Button>
        </div>
      )}
      {replaying.error !== null && <ErrorState error={replaying.error} />}
    </>
  )
}

function Log({ dispatch }: { dispatch: DispatchRead }) {
  const words = useWords(dispatchesWords)
  return (
    <section>
      <h3>{words.tries}</h3>
      {dispatch.log.length === 0 && <p className="secondary">{words.none}</p>}
      <ul className={styles.log}>
        {dispatch.log.map((one) => (
          <li key={one.number}>
            <div className="secondary">{words.tryOf(one.number, formatMoment(one.at))}</div>
            <div>
              {[one.words, ...(one.status === null ? [] : [words.status(one.status)]), words.seconds(formatNumber(one.milliseconds / 1000))].join(' · ')}
            </div>
            {one.answer !== '' && one.outcome !== 'taken' && (
              <details>
                <summary>{words.answer}</summary>
                <pre>{one.answer}</pre>
              </details>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
