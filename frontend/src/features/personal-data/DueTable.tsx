import { useState } from 'react'
import type { DueRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { DataTable, type Column } from '@/components/table/DataTable'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { may, useMe } from '@/lib/session/access'
import { ProposeMany } from './ProposeMany'
import type { RetentionSearch } from './search'

interface DueProps {
  rows: DueRead[]
  search: RetentionSearch
  onSearch: (search: RetentionSearch) => void
}

/** The documents whose time is over; whoever may propose it chooses those that are to be erased. */
export function DueTable({ rows, search, onSearch }: DueProps) {
  const words = useWords(personalWords)
  const proposes = may(useMe(), 'erasure.propose')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const columns: Column<DueRead>[] = [
    { key: 'title', title: words.document, width: 320, render: (row) => <AppLink href={`/evidence?document=${row.id}`}>{row.title}</AppLink> },
    { key: 'unit', title: words.unit, sort: 'unit', width: 160, render: ({ unit }) => unit.name },
    { key: 'use', title: words.use, width: 220, render: (row) => words.uses[row.use] },
    { key: 'uploaded', title: words.uploadedOn, sort: 'uploaded_at', nowrap: true, render: (row) => formatDay(row.uploaded_at.slice(0, 10)) },
    { key: 'proposed', title: words.proposed, nowrap: true, render: (row) => (row.proposed ? words.states.proposed : '–') },
    { key: 'held', title: words.heldBecause, width: 240, render: (row) => row.held ?? '–', whole: true },
  ]
  return (
    <>
      <DataTable
        label={words.due}
        columns={columns}
        rows={rows}
        idOf={(row) => row.id}
        sort={search.sort ?? 'uploaded_at'}
        onSort={(sort) => onSearch({ ...search, sort, cursor: undefined })}
        selection={proposes ? { chosen, onChoose: setChosen, labelOf: (row) => words.chooseDocument(row.title) } : undefined}
      />
      {proposes && <ProposeMany ids={rows.filter(({ id }) => chosen.includes(id)).map(({ id }) => id)} grounds={['retention_over', 'unneeded', 'data_subject']} onClear={() => setChosen([])} />}
    </>
  )
}
