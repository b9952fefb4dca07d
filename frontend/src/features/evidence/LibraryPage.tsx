import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listEvidenceOptions } from '@/api/@tanstack/react-query.gen'
import type { EvidenceRow, ReviewStage } from '@/api/types.gen'
import { DropArea } from '@/components/DropArea'
import { FileButton, UploadList } from '@/components/Files'
import { FoundWords } from '@/components/Highlighted'
import { PackButton } from '@/components/PackButton'
import { PageHeader } from '@/components/PageHeader'
import { WithPanel } from '@/components/SidePanel'
import { DataTable, type Column } from '@/components/table/DataTable'
import { ListPage } from '@/components/table/ListPage'
import { FilterSelect } from '@/components/table/Select'
import { UnitSelect } from '@/components/table/UnitSelect'
import { pausesWhileWaiting } from '@/components/use-document'
import { commonWords } from '@/i18n/common'
import { evidenceWords } from '@/i18n/evidence'
import { judgingWords } from '@/i18n/judging'
import { packWords } from '@/i18n/packs'
import { textsWords } from '@/i18n/texts'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment, formatSize } from '@/lib/format'
import { fromStart, type ListSearch } from '@/lib/search-params'
import { may, useMe } from '@/lib/session/access'
import { useAdding } from './adding'
import { DocumentPanel } from './DocumentPanel'
import { DecideMany } from './DecideMany'
import { Marks } from './Marks'
import { STAGES } from './search'
import styles from './evidence.module.css'
import { Button } from 'antd'

const TYPES = {
  'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'excel',
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'slides',
  'video/mp4': 'film',
  'application/zip': 'pack',
} as const

/** How far documents are counted: a library of years would be counted as long as it takes to read it all. */
const COUNTED = 200

export interface EvidenceSearch extends ListSearch {
  unit?: string
  media_type?: string
  unused?: 'yes'
  alike?: 'yes'
  review_stage?: ReviewStage
  /** What became of a document since. */
  standing?: 'expired' | 'replaced'
  document?: string
}

/** Find proof and use it again; drop a file anywhere on the page. */
export function LibraryPage({ search, onSearch }: { search: EvidenceSearch; onSearch: (search: EvidenceSearch) => void }) {
  const words = useWords(evidenceWords)
  const judging = useWords(judgingWords)
  const common = useWords(commonWords)
  const texts = useWords(textsWords)
  const packs = useWords(packWords)
  const me = useMe()
  const [chosen, setChosen] = useState<string[]>([])
  const { document, q, sort, cursor, unit, media_type } = search
  const filters = {
    unit,
    media_type,
    unused: search.unused === 'yes' ? true : undefined,
    alike: search.alike === 'yes' ? true : undefined,
    review_stage: search.review_stage,
    expired: search.standing === 'expired' ? true : undefined,
    replaced: search.standing === 'replaced' ? true : undefined,
  }
  const [pauseFor] = useState(pausesWhileWaiting)
  const query = useQuery({
    ...listEvidenceOptions({ query: { ...filters, q, sort, cursor, count_to: COUNTED } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => {
      const waiting = state.data?.items.filter((row) => row.scan_state === 'pending').map(({ id }) => id) ?? []
      return pauseFor(waiting, state.dataUpdateCount)
    },
  })
  const { uploads, known, refused, add, drop, upload, keepsLocation, setKeepsLocation } = useAdding()
  const canAdd = may(me, 'evidence.upload')
  const judged = (query.data?.items ?? []).filter((row) => row.allowed_actions.includes('accept') || row.allowed_actions.includes('reject'))
  const change = (next: EvidenceSearch) => onSearch(fromStart(next))
  const close = () => onSearch({ ...search, document: undefined })
  return (
    <DropArea active={canAdd} says={common.files.limits} onFiles={(files) => void add(files)}>
      <PageHeader
        title={words.title}
        facts={canAdd ? <span className="secondary">{words.dropHere}</span> : undefined}
        actions={
          <>
            {canAdd && (
              <>
                <FileButton label={words.add} primary multiple onFiles={(files) => void add(files)} />
                <FileButton label={common.files.takePhoto} camera onFiles={(files) => void add(files)} />
              </>
            )}
            <PackButton wish={{ ...filters, q }} />
          </>
        }
      />
      {canAdd && (
        <label className="row small" style={{ flexWrap: 'nowrap', alignItems: 'start' }}>
          <input type="checkbox" checked={keepsLocation} onChange={(event) => setKeepsLocation(event.target.checked)} />
          <span>{words.keepLocation}</span>
        </label>
      )}
      <UploadList uploads={uploads} />
      {refused !== null && <p className="field__error">{refused}</p>}
      {known.map(({ file, document: found }) => (
        <div key={file.name} className={styles.known} role="status">
          <span>{words.reuse(file.name, found.title)}</span>
          <Button
            type="primary"
            size="small"
            onClick={() => {
              drop(file)
              onSearch({ ...search, document: found.id })
            }}
          >
            {words.reuseDo}
          </Button>
          <Button
            size="small"
            onClick={() => {
              drop(file)
              upload(file)
            }}
          >
            {words.uploadAnyway}
          </Button>
        </div>
      ))}
      <div className={styles.found}>
        <WithPanel width={440} open={document} panel={(id) => <DocumentPanel key={id} id={id} query={q} onClose={close} />}>
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
                <UnitSelect label={words.unit} value={search.unit} all={common.all} onChange={(chosen) => change({ ...search, unit: chosen })} />
                <FilterSelect
                  label={words.kind}
                  value={search.media_type}
                  all={common.all}
                  options={Object.entries(TYPES).map(([value, name]) => ({ value, label: words.types[name] }))}
                  onChange={(type) => change({ ...search, media_type: type })}
                />
                <FilterSelect
                  label={judging.review}
                  value={search.review_stage}
                  all={common.all}
                  options={STAGES.map((value) => ({ value, label: judging.stage[value] }))}
                  onChange={(review_stage) => change({ ...search, review_stage })}
                />
                <FilterSelect
                  label={judging.validity}
                  value={search.standing}
                  all={common.all}
                  options={[{ value: 'expired', label: judging.expired }, { value: 'replaced', label: judging.followed }]}
                  onChange={(standing) => change({ ...search, standing })}
                />
                <FilterSelect label={words.used} value={search.unused} all={common.all} options={[{ value: 'yes', label: words.usedLines(0) }]} onChange={(unused) => change({ ...search, unused })} />
                <FilterSelect label={texts.alikeFilter} value={search.alike} all={common.all} options={[{ value: 'yes', label: texts.alike }]} onChange={(alike) => change({ ...search, alike })} />
              </>
            }
          >
            {(rows) => <Table rows={rows} search={search} onSearch={onSearch} chosen={chosen} onChoose={setChosen} />}
          </ListPage>
          <DecideMany chosen={chosen.length} rows={judged.filter(({ id }) => chosen.includes(id))} onDrop={() => setChosen([])}>
            <PackButton wish={{ evidence: chosen.join(',') }} label={packs.openChosen(chosen.length)} />
          </DecideMany>
        </WithPanel>
      </div>
    </DropArea>
  )
}

interface TableProps {
  rows: EvidenceRow[]
  search: EvidenceSearch
  onSearch: (search: EvidenceSearch) => void
  /** Of this and of other pages: whoever turns the page keeps what they chose. */
  chosen: readonly string[]
  onChoose: (ids: string[]) => void
}

function Table({ rows, search, onSearch, chosen, onChoose }: TableProps) {
  const words = useWords(evidenceWords)
  const packs = useWords(packWords)
  const common = useWords(commonWords)
  const here = new Set(rows.map(({ id }) => id))
  const columns: Column<EvidenceRow>[] = [
    {
      key: 'title',
      title: words.name,
      sort: 'title',
      width: 264,
      render: (row) => (
        <span className={styles.title}>
          {row.title}
          <FoundWords found={row.found_in_text} query={search.q ?? ''} />
        </span>
      ),
      whole: true,
    },
    { key: 'number', title: words.number, width: 150, render: (row) => [row.document_number, row.issued_on === null ? null : formatDay(row.issued_on), row.issuing_body].filter(Boolean).join(' · ') || common.table.none },
    { key: 'unit', title: words.unit, sort: 'unit', width: 140, render: (row) => row.unit.name },
    { key: 'size', title: words.size, sort: 'size', number: true, render: (row) => `${words.types[TYPES[row.media_type as keyof typeof TYPES]]} · ${formatSize(row.size)}` },
    { key: 'used', title: words.used, nowrap: true, render: (row) => words.usedLines(row.link_count) },
    { key: 'marks', title: words.marks, width: 170, render: (row) => <Marks row={row} /> },
    { key: 'uploaded', title: words.uploaded, sort: 'uploaded_at', nowrap: true, render: (row) => formatMoment(row.uploaded_at), wideOnly: true },
  ]
  return (
    <DataTable
      label={words.title}
      columns={columns}
      rows={rows}
      idOf={(row) => row.id}
      onOpen={(row) => onSearch({ ...search, document: row.id })}
      selection={{
        chosen: chosen.filter((id) => here.has(id)),
        onChoose: (ids) => onChoose([...chosen.filter((id) => !here.has(id)), ...ids]),
        labelOf: (row) => packs.choose(row.title),
      }}
      current={search.document}
      sort={search.sort ?? '-uploaded_at'}
      onSort={(sort) => onSearch(fromStart({ ...search, sort }))}
    />
  )
}
