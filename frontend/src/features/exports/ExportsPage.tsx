import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { CircleCheck, CircleX, Clock, Loader, type LucideIcon } from 'lucide-react'
import { listExportsOptions } from '@/api/@tanstack/react-query.gen'
import type { ExportRead } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { Mark } from '@/components/Status'
import { DataTable, type Column } from '@/components/table/DataTable'
import { exportsWords } from '@/i18n/exports'
import { useWords } from '@/i18n/words'
import { download } from '@/lib/download'
import { formatMoment, formatNumber, formatSize } from '@/lib/format'

const OFTEN = 3000
const LOOKS: Record<ExportRead['state'], { icon: LucideIcon; colour: 'grey' | 'blue' | 'green' | 'red' }> = {
  waiting: { icon: Clock, colour: 'grey' },
  working: { icon: Loader, colour: 'blue' },
  done: { icon: CircleCheck, colour: 'green' },
  failed: { icon: CircleX, colour: 'red' },
}

const isUnderWay = ({ state }: ExportRead) => state === 'waiting' || state === 'working'

/** Lists that one had prepared as files. */
export function ExportsPage() {
  const words = useWords(exportsWords)
  const query = useQuery({ ...listExportsOptions(), refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) === true ? OFTEN : false) })
  const columns: Column<ExportRead>[] = [
    { key: 'file', title: words.file, width: 280, render: (row) => row.file_name },
    {
      key: 'state',
      title: words.state,
      width: 220,
      render: (row) => (
        <>
          <Mark {...LOOKS[row.state]}>{words.states[row.state]}</Mark>
          {row.failure !== null && <p className="secondary small">{row.failure}</p>}
        </>
      ),
    },
    { key: 'rows', title: words.rows, nowrap: true, render: (row) => (row.rows === null ? '–' : formatNumber(row.rows)) },
    { key: 'size', title: words.size, nowrap: true, wideOnly: true, render: (row) => (row.size === null ? '–' : formatSize(row.size)) },
    { key: 'asked', title: words.asked, nowrap: true, render: (row) => formatMoment(row.created_at) },
    { key: 'until', title: words.until, nowrap: true, render: (row) => formatMoment(row.expires_at) },
    { key: 'fetch', title: words.fetch, nowrap: true, render: (row) => row.link !== null && <Fetch link={row.link} name={row.file_name} /> },
  ]
  return (
    <>
      <PageHeader title={words.title} facts={<span className="secondary">{words.intro}</span>} />
      <QueryState query={query} heights={[40, 40, 40]}>
        {({ items }) => (items.length === 0 ? <EmptyState>{words.empty}</EmptyState> : <DataTable label={words.title} columns={columns} rows={items} idOf={(row) => row.id} />)}
      </QueryState>
    </>
  )
}

function Fetch({ link, name }: { link: string; name: string }) {
  const words = useWords(exportsWords)
  const loading = useMutation({ mutationFn: () => download(link, {}, '*/*', name) })
  return (
    <>
      <Button size="small" type="primary" aria-label={words.fetchOf(name)} loading={loading.isPending} onClick={() => loading.mutate()}>
        {words.fetch}
      </Button>
      {loading.error !== null && <ErrorState error={loading.error} />}
    </>
  )
}
