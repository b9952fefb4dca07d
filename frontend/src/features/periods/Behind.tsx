import { useQuery } from '@tanstack/react-query'
import { listSendingsOptions } from '@/api/@tanstack/react-query.gen'
import { AppLink } from '@/components/AppLink'
import { QueryState } from '@/components/QueryState'
import { SidePanel } from '@/components/SidePanel'
import { BoardStatus, type Standing } from '@/components/Status'
import { periodsWords } from '@/i18n/periods'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import type { OverSearch } from './search'

/** The reports behind a number of the matrix, sent or not. */
export function Behind({ search, label, onClose }: { search: OverSearch; label: string; onClose: () => void }) {
  const words = useWords(periodsWords)
  const key = search.of === '*' ? undefined : search.of === '' ? 'none' : search.of
  const expected = search.standing === 'expected' ? true : undefined
  const standing = expected === undefined ? (search.standing) : undefined
  const found = useQuery(
    listSendingsOptions({ query: { plan: search.plan, period: search.period, [search.by ?? 'unit']: key, standing: standing as 'late' | undefined, expected, limit: 200 } }),
  )
  return (
    <SidePanel label={words.behind(label)} onClose={onClose}>
      <QueryState query={found}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="secondary">{words.listEmpty}</p>
          ) : (
            <ul className="stack">
              {items.map((row) => (
                <li key={row.id}>
                  <AppLink href={`/periods?period=${row.period.id}`}>{row.unit.name}</AppLink> · {row.period.title}
                  <br />
                  <BoardStatus standing={row.standing as Standing} />{' '}
                  <span className="secondary small">{formatMoment(row.first_submitted_at ?? row.due_at)}</span>
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </SidePanel>
  )
}
