import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { CircleCheck } from 'lucide-react'
import { leavePaperTemplatesMutation, usePaperTemplateMutation } from '@/api/@tanstack/react-query.gen'
import type { TemplateRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { Mark } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { papersWords } from '@/i18n/papers'
import { useWords } from '@/i18n/words'
import { DOCX, download } from '@/lib/download'
import { formatMoment } from '@/lib/format'

/** Every version that was loaded: each can be had, used again, or left for the shipped template. */
export function Versions({ items }: { items: readonly TemplateRead[] }) {
  const words = useWords(papersWords)
  const cache = useQueryClient()
  const afterwards = { onSuccess: () => void cache.invalidateQueries() }
  // the generated names begin like hooks' and are none
  const using = useMutation({ ...usePaperTemplateMutation(), ...afterwards })
  const leaving = useMutation({ ...leavePaperTemplatesMutation(), ...afterwards })
  const getting = useMutation({ mutationFn: (item: TemplateRead) => download(`/api/v1/paper-templates/${item.id}/content`, {}, DOCX, item.file_name) })
  const error = using.error ?? leaving.error ?? getting.error
  const columns: Column<TemplateRead>[] = [
    { key: 'kind', title: words.kind, width: 220, render: (row) => words.kinds[row.kind] },
    { key: 'unit', title: words.ofWhom, render: (row) => row.unit?.name ?? words.forAll },
    {
      key: 'state',
      title: words.inForce,
      nowrap: true,
      render: (row) => (
        <>
          {words.version(row.number)}{' '}
          {row.in_use ? (
            <Mark icon={CircleCheck} colour="green">
              {words.used}
            </Mark>
          ) : (
            <span className="secondary">{words.earlier}</span>
          )}
        </>
      ),
    },
    { key: 'file', title: words.file, render: (row) => row.file_name },
    { key: 'added', title: words.added, render: (row) => words.addedBy(row.added_by, formatMoment(row.added_at)), wideOnly: true },
    {
      key: 'actions',
      title: words.actions,
      render: (row) => (
        <span className="row">
          <Button size="small" onClick={() => getting.mutate(row)}>
            {words.getFile}
          </Button>
          {row.in_use ? (
            <Button size="small" onClick={() => leaving.mutate({ body: { kind: row.kind, unit_id: row.unit?.id ?? null } })}>
              {words.goBack}
            </Button>
          ) : (
            <Button size="small" onClick={() => using.mutate({ path: { template_id: row.id } })}>
              {words.use}
            </Button>
          )}
        </span>
      ),
    },
  ]
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h2>{words.versions}</h2>
      {items.length === 0 ? <p className="secondary">{words.noVersions}</p> : <DataTable label={words.versions} columns={columns} rows={items} idOf={(row) => row.id} />}
      {error !== null && <ErrorState error={error} />}
    </section>
  )
}
