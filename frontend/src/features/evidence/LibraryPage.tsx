import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState, type DragEvent } from 'react'
import { listEvidenceOptions, listUnitsOptions } from '@/api/@tanstack/react-query.gen'
import type { EvidenceRead, EvidenceRow } from '@/api/types.gen'
import { FileButton, UploadList } from '@/components/Files'
import { PageHeader } from '@/components/PageHeader'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { commonWords } from '@/i18n/common'
import { evidenceWords } from '@/i18n/evidence'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment, formatSize } from '@/lib/format'
import type { ListSearch } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { MAX_FILE_BYTES, useUploads } from '@/lib/upload'
import { DocumentPanel } from './DocumentPanel'
import { Marks } from './Marks'
import styles from './evidence.module.css'

const TYPES = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'excel',
  'image/jpeg': 'image',
} as const

export interface EvidenceSearch extends ListSearch {
  unit?: string
  media_type?: string
  document?: string
}

/** Find proof and use it again; drop a file anywhere on the page. */
export function LibraryPage({ search, onSearch }: { search: EvidenceSearch; onSearch: (search: EvidenceSearch) => void }) {
  const words = useWords(evidenceWords)
  const common = useWords(commonWords)
  const me = useMe()
  const cache = useQueryClient()
  const { document, q, sort, cursor, unit, media_type } = search
  const filters = { unit, media_type }
  const query = useQuery({ ...listEvidenceOptions({ query: { ...filters, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  const units = useQuery(listUnitsOptions({ query: { limit: 200 } }))
  const [same, setSame] = useState<string | null>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const uploads = useUploads('library', (answer) => {
    const made = answer as EvidenceRead
    setSame(made.same_as.length > 0 ? made.title : null)
    void cache.invalidateQueries()
  })
  const add = (files: readonly File[]) => {
    const tooLarge = files.find((file) => file.size > MAX_FILE_BYTES)
    setRefused(tooLarge === undefined ? null : common.files.tooLarge(tooLarge.name, formatSize(tooLarge.size)))
    uploads.add(files.filter((file) => file.size > 0 && file.size <= MAX_FILE_BYTES))
  }
  const canAdd = may(me, 'evidence.upload')
  const change = (next: EvidenceSearch) => onSearch({ ...next, cursor: undefined, page: undefined })
  return (
    <div
      onDragOver={(event: DragEvent) => canAdd && event.preventDefault()}
      onDrop={(event: DragEvent) => {
        if (!canAdd) return
        event.preventDefault()
        add([...event.dataTransfer.files])
      }}
    >
      <PageHeader
        title={words.title}
        facts={canAdd ? <span className="secondary">{words.dropHere}</span> : undefined}
        actions={
          canAdd && (
            <>
              <FileButton label={words.add} multiple onFiles={add} />
              <FileButton label={common.files.takePhoto} camera onFiles={add} />
            </>
          )
        }
      />
      <UploadList items={uploads.items} onRetry={uploads.retry} onRemove={uploads.remove} />
      {refused !== null && <p className="field__error">{refused}</p>}
      {same !== null && <p role="status">{words.sameAs(same)}</p>}
      <div className={styles.split} data-open={document !== undefined}>
        <div>
          <ListPage
            path="/api/v1/evidence"
            fileName="tai-lieu.xlsx"
            query={query}
            search={search}
            onSearch={onSearch}
            filters={filters}
            things={words.things}
            empty={words.empty}
            toolbar={
              <>
                <FilterSelect label={words.unit} value={search.unit} all={common.all} options={(units.data?.items ?? []).map((unit) => ({ value: unit.id, label: unit.short_name }))} onChange={(chosen) => change({ ...search, unit: chosen })} />
                <FilterSelect
                  label={words.kind}
                  value={search.media_type}
                  all={common.all}
                  options={Object.entries(TYPES).map(([value, name]) => ({ value, label: words.types[name] }))}
                  onChange={(type) => change({ ...search, media_type: type })}
                />
              </>
            }
          >
            {(rows) => <Table rows={rows} search={search} onSearch={onSearch} />}
          </ListPage>
        </div>
        {document !== undefined && <DocumentPanel key={document} id={document} onClose={() => onSearch({ ...search, document: undefined })} />}
      </div>
    </div>
  )
}

function Table({ rows, search, onSearch }: { rows: EvidenceRow[]; search: EvidenceSearch; onSearch: (search: EvidenceSearch) => void }) {
  const words = useWords(evidenceWords)
  const common = useWords(commonWords)
  const columns: Column<EvidenceRow>[] = [
    { key: 'title', title: words.name, sort: 'title', width: 280, render: (row) => row.title },
    { key: 'number', title: words.number, render: (row) => [row.document_number, row.issued_on === null ? null : formatDay(row.issued_on)].filter(Boolean).join(' · ') || common.table.none },
    { key: 'unit', title: words.unit, sort: 'unit', width: 140, render: (row) => row.unit.name },
    { key: 'size', title: words.size, sort: 'size', number: true, render: (row) => formatSize(row.size) },
    { key: 'used', title: words.used, render: (row) => words.usedLines(row.link_count) },
    { key: 'marks', title: words.marks, render: (row) => <Marks row={row} /> },
    { key: 'uploaded', title: words.uploaded, sort: 'uploaded_at', render: (row) => formatMoment(row.uploaded_at), wideOnly: true },
  ]
  return (
    <DataTable
      label={words.title}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      onOpen={(row) => onSearch({ ...search, document: row.id })}
      current={search.document}
      sort={search.sort ?? '-uploaded_at'}
      onSort={(sort) => onSearch({ ...search, sort, cursor: undefined, page: undefined })}
    />
  )
}
