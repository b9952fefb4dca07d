import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listSubjectRequestCandidatesOptions } from '@/api/@tanstack/react-query.gen'
import type { CandidateRead, SubjectRequestRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { Chips } from '@/components/Chips'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { personalWords } from '@/i18n/personal'
import { subjectWords } from '@/i18n/subjects'
import { useWords } from '@/i18n/words'
import { fromStart } from '@/lib/search-params'
import { SEARCHED_BY, type FoundSearch } from '@/features/personal-data/search'
import { ChooseBar, GoesSelect } from './Choosing'
import type { Seen } from './use-choosing'

interface FoundProps {
  request: SubjectRequestRead
  search: FoundSearch
  onSearch: (search: FoundSearch) => void
}

/** Documents in which the person's name or numbers stand; those that are about the person are put on the request. */
export function Found({ request, search, onSearch }: FoundProps) {
  const words = useWords(subjectWords)
  const { q, sort, cursor, by } = search
  const query = useQuery({ ...listSubjectRequestCandidatesOptions({ path: { request_id: request.id }, query: { by, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const told = SEARCHED_BY.filter((one) => one === 'name' || request[one] !== null)
  return (
    <section>
      <h2>{words.found}</h2>
      <p className="secondary small" style={{ marginBottom: 12 }}>
        {words.foundAbout}
      </p>
      {told.length > 1 && (
        <div style={{ marginBottom: 12 }}>
          <Chips
            label={words.searchedBy}
            chips={[{ key: 'all', label: words.all }, ...told.map((key) => ({ key, label: words.searchNames[key] }))]}
            chosen={by ?? 'all'}
            onChoose={(key) => onSearch(fromStart({ ...search, by: SEARCHED_BY.find((one) => one === key) }))}
          />
        </div>
      )}
      <ListPage
        path={`/api/v1/subject-requests/${request.id}/candidates`}
        fileName="tai-lieu-tim-thay.xlsx"
        query={query}
        search={search}
        onSearch={onSearch}
        filters={by === undefined ? {} : { by }}
        things={words.documentThings}
        empty={words.foundNothing}
      >
        {(rows) => <FoundTable request={request} rows={rows} search={search} onSearch={onSearch} />}
      </ListPage>
    </section>
  )
}

function FoundTable({ request, rows, search, onSearch }: FoundProps & { rows: CandidateRead[] }) {
  const words = useWords(subjectWords)
  const personal = useWords(personalWords)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const columns: Column<CandidateRead>[] = [
    { key: 'title', title: personal.document, width: 280, render: (row) => <AppLink href={`/evidence?document=${row.id}`}>{row.title}</AppLink> },
    { key: 'unit', title: personal.unit, sort: 'unit', width: 150, render: ({ unit }) => unit.name },
    { key: 'place', title: words.place, width: 320, whole: true, render: (row) => <Where document={row} /> },
    { key: 'goes', title: words.give, nowrap: true, render: (row) => <Goes request={request} row={row} /> },
  ]
  return (
    <>
      <DataTable
        label={words.found}
        columns={columns}
        rows={rows}
        idOf={(row) => row.id}
        sort={search.sort ?? '-uploaded_at'}
        onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
        selection={{ chosen, onChoose: setChosen, labelOf: (row) => personal.chooseDocument(row.title) }}
      />
      <ChooseBar request={request} seen={rows.filter(({ id }) => chosen.includes(id)).map(seenIn)} onClear={() => setChosen([])} />
    </>
  )
}

/** The version in which the person was found: that one is chosen. */
function seenIn({ id, place, file_version: present }: CandidateRead): Seen {
  return { id, version: place?.version ?? present }
}

function Goes({ request, row }: { request: SubjectRequestRead; row: CandidateRead }) {
  const words = useWords(subjectWords)
  const { version } = seenIn(row)
  return (
    <div className="stack" style={{ gap: 2 }}>
      <GoesSelect request={request} document={{ ...row, version }} goes={row.goes} />
      {row.chosen_version !== null && row.chosen_version !== version && <span className="secondary small">{words.oldChosen(row.chosen_version)}</span>}
    </div>
  )
}

function Where({ document: { id, place, versions, file_version: present, contains_personal_data: marked } }: { document: CandidateRead }) {
  const words = useWords(subjectWords)
  const version = place?.version ?? present
  const others = versions.filter((one) => one !== version)
  const told = words.inVersion(version, present)
  return (
    <div className="stack" style={{ gap: 2 }}>
      {version === present ? <span>{told}</span> : <AppLink href={`/evidence/${id}/versions?left=${version}`}>{told}</AppLink>}
      {place === null ? <span>{words.somewhere}</span> : <Place place={place} marked={marked} />}
      {others.length > 0 && <span className="secondary small">{words.alsoIn(others.join(', '))}</span>}
    </div>
  )
}

function Place({ place, marked }: { place: NonNullable<CandidateRead['place']>; marked: boolean }) {
  const words = useWords(subjectWords)
  return (
    <>
      <span>{words.standsIn(words.searchNames[place.by], words.where[place.where], place.page, place.together)}</span>
      {place.words !== null && <span className="secondary small">“{place.words}”</span>}
      {marked && <span className="secondary small">{words.markedPlace}</span>}
    </>
  )
}
