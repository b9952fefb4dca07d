import { useQuery } from '@tanstack/react-query'
import { getHoldingPacksOptions } from '@/api/@tanstack/react-query.gen'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'
import { AppLink } from './AppLink'
import { ErrorState } from './ErrorState'

/** The packs, taken as evidence, that hold a document and keep it whatever is done with it; nothing where there are none. */
export function HoldingPacks({ id }: { id: string }) {
  const words = useWords(personalWords)
  const { data, error } = useQuery(getHoldingPacksOptions({ path: { evidence_id: id } }))
  if (error !== null) return <ErrorState error={error} />
  if (data === undefined || data.packs.length === 0) return null
  return (
    <div>
      <p>{words.stillInPacks}</p>
      <ul>
        {data.packs.map((pack) => (
          <li key={pack.id}>
            <AppLink href={`/evidence?document=${pack.id}`}>{pack.title}</AppLink> <span className="secondary small">{pack.unit}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
