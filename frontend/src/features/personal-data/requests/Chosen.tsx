import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { listSubjectRequestDocumentsOptions } from '@/api/@tanstack/react-query.gen'
import { createSubjectRequestPackTicket } from '@/api/sdk.gen'
import type { ChosenRead, SubjectRequestRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { DataTable, type Column } from '@/components/table/DataTable'
import { personalWords } from '@/i18n/personal'
import { subjectWords } from '@/i18n/subjects'
import { useWords } from '@/i18n/words'
import { may, useMe } from '@/lib/session/access'
import { ProposeMany } from '@/features/personal-data/ProposeMany'
import { GoesSelect, mayChoose } from './Choosing'

/** The documents of the request: given as one archive, or proposed to be erased. */
export function Chosen({ request }: { request: SubjectRequestRead }) {
  const words = useWords(subjectWords)
  const query = useQuery(listSubjectRequestDocumentsOptions({ path: { request_id: request.id } }))
  return (
    <section style={{ marginBottom: 24 }}>
      <h2 style={{ marginBottom: 8 }}>{words.chosen}</h2>
      <QueryState query={query} heights={[40, 40]}>
        {({ items }) => (items.length === 0 ? <p className="secondary">{words.nothingChosen}</p> : <ChosenTable request={request} rows={items} />)}
      </QueryState>
    </section>
  )
}

function ChosenTable({ request, rows }: { request: SubjectRequestRead; rows: ChosenRead[] }) {
  const words = useWords(subjectWords)
  const personal = useWords(personalWords)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const proposes = may(useMe(), 'erasure.propose') && request.kind === 'erase' && mayChoose(request)
  const columns: Column<ChosenRead>[] = [
    { key: 'title', title: personal.document, width: 320, render: (row) => (row.readable ? <AppLink href={`/evidence?document=${row.evidence_id}`}>{row.title}</AppLink> : row.title) },
    { key: 'version', title: words.version, width: 180, render: (row) => words.inVersion(row.chosen_version, row.file_version) },
    { key: 'unit', title: personal.unit, width: 150, render: ({ unit }) => unit.name },
    {
      key: 'goes',
      title: words.give,
      nowrap: true,
      render: (row) =>
        row.erased ? personal.states.erased : mayChoose(request) ? <GoesSelect request={request} document={{ ...row, id: row.evidence_id, version: row.chosen_version }} goes={row.goes} /> : words.goes[row.goes],
    },
    { key: 'reason', title: personal.reason, width: 220, render: (row) => row.reason ?? '–' },
  ]
  return (
    <>
      <DataTable
        label={words.chosen}
        columns={columns}
        rows={rows}
        idOf={(row) => row.evidence_id}
        selection={proposes ? { chosen, onChoose: setChosen, labelOf: (row) => personal.chooseDocument(row.title) } : undefined}
      />
      {proposes && <ProposeMany ids={rows.filter(({ evidence_id: id }) => chosen.includes(id)).map(({ evidence_id: id }) => id)} grounds={['data_subject']} onClear={() => setChosen([])} />}
      {mayChoose(request) && <Pack request={request} count={rows.filter(({ goes }) => goes !== 'not').length} />}
    </>
  )
}

function Pack({ request, count }: { request: SubjectRequestRead; count: number }) {
  const words = useWords(subjectWords)
  const drawing = useMutation({
    mutationFn: async () => {
      const { data } = await createSubjectRequestPackTicket({ path: { request_id: request.id } })
      globalThis.location.assign(data.url)
    },
  })
  const ready = count > 0 && !drawing.isPending
  return (
    <div className="stack" style={{ gap: 6, marginTop: 12 }}>
      <div>
        <Button aria-disabled={!ready} onClick={() => ready && drawing.mutate()}>
          <PackageOpen size={16} aria-hidden /> {words.drawPack(count)}
        </Button>
      </div>
      <p className="secondary small">{words.packAbout}</p>
      {drawing.error !== null && <ErrorState error={drawing.error} />}
    </div>
  )
}
