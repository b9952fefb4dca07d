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
    { key: 'goes', title: words.give, nowrap: true, render: (row) => <GoesSelect request={request} document={row} goes={row.goes} /> },
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
      <ChooseBar request={request} ids={rows.filter(({ id }) => chosen.includes(id)).map(({ id }) => id)} onClear={() => setChosen([])} />
    </>
  )
}

function Where({ document: { place, contains_personal_data: marked } }: { document: CandidateRead }) {
  const words = useWords(subjectWords)
  if (place === null) return words.somewhere
  return (
    <div className="stack" style={{ gap: 2 }}>
      <span>{words.standsIn(words.searchNames[place.by], words.where[place.where], place.page, place.together)}</span>
      {place.words !== null && <span className="secondary small">“{place.words}”</span>}
      {marked && <span className="secondary small">{words.markedPlace}</span>}
    </div>
  )
}
