import { PageHeader } from '@/components/PageHeader'
import { Letterhead } from '@/components/papers/Letterhead'
import { UnitSelect } from '@/components/table/UnitSelect'
import { papersWords } from '@/i18n/papers'
import { useWords } from '@/i18n/words'
import { may, useMe } from '@/lib/session/access'

export interface LetterheadSearch {
  unit?: string
}

/** What stands on the papers of the own unit; of any unit for who looks after papers. */
export function LetterheadPage({ search, onSearch }: { search: LetterheadSearch; onSearch: (search: LetterheadSearch) => void }) {
  const words = useWords(papersWords)
  const me = useMe()
  const own = me.membership.unit
  const chosen = may(me, 'papers.manage') ? (search.unit ?? own.id) : own.id
  return (
    <>
      <PageHeader
        title={words.letterhead}
        facts={<span className="secondary">{chosen === own.id ? own.name : ''}</span>}
        actions={may(me, 'papers.manage') && <UnitSelect label={words.unit} value={search.unit} all={own.name} onChange={(unit) => onSearch({ unit })} />}
      />
      <Letterhead key={chosen} unitId={chosen} />
    </>
  )
}
