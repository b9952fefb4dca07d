import { Button } from 'antd'
import { useState } from 'react'
import type { PersonalTokenRead } from '@/api/types.gen'
import { DataTable, type Column } from '@/components/table/DataTable'
import { useSaving } from '@/components/use-saving'
import { connectionsWords } from '@/i18n/connections'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import { RevokeDialog } from './RevokeDialog'

interface TokenTableProps<T extends PersonalTokenRead> {
  label: string
  rows: readonly T[]
  /** Whose they are, where that is not said already. */
  whose?: Column<T>
  onRevoke: (id: string) => Promise<unknown>
  /** Where another may take their place. */
  onRotate?: (row: T) => void
  sort?: string
  onSort?: (sort: string) => void
}

/** Personal access tokens, each with its end. */
export function TokenTable<T extends PersonalTokenRead>({ label, rows, whose, onRevoke, onRotate, sort, onSort }: TokenTableProps<T>) {
  const words = useWords(connectionsWords)
  const terms = useWords(termWords)
  const [open, setOpen] = useState<T | null>(null)
  const revoking = useSaving({ mutationFn: onRevoke }, () => setOpen(null))
  const columns: Column<T>[] = [
    ...(whose === undefined ? [] : [whose]),
    {
      key: 'name',
      title: words.tokenName,
      width: 230,
      whole: true,
      render: (row) => (
        <>
          {row.name} <span className="secondary small">{words.beginsWith(row.beginning)}</span>
        </>
      ),
    },
    { key: 'role', title: words.role, width: 190, render: (row) => `${terms.role[row.role]}, ${row.unit_name}` },
    {
      key: 'right',
      title: words.right,
      width: 200,
      whole: true,
      render: (row) => (
        <>
          {row.may_write ? words.mayWrite : words.onlyReads}: {row.scopes.length === 0 ? words.areasOfPerson : row.scopes.map((area) => words.area[area]).join(', ')}
        </>
      ),
    },
    { key: 'used', title: words.lastUsed, sort: 'last_used_at', nowrap: true, render: (row) => (row.last_used_at === null ? words.never : formatMoment(row.last_used_at)) },
    { key: 'ends', title: words.until, sort: 'expires_at', nowrap: true, render: (row) => formatDay(row.expires_at.slice(0, 10)) },
    {
      key: 'revoke',
      title: onRotate === undefined ? words.revoke : words.tokenActs,
      nowrap: true,
      render: (row) => (
        <div className="row" style={{ gap: 8 }}>
          {onRotate !== undefined && row.replaced_at === null && (
            <Button size="small" onClick={() => onRotate(row)}>
              {words.rotateToken}
            </Button>
          )}
          <Button size="small" onClick={() => setOpen(row)}>
            {words.revoke}
          </Button>
        </div>
      ),
    },
  ]
  return (
    <>
      <DataTable label={label} columns={columns} rows={rows} idOf={(row) => row.id} sort={sort} onSort={onSort} />
      {open !== null && <RevokeDialog name={open.name} pending={revoking.isPending} error={revoking.error} onRevoke={() => revoking.mutate(open.id)} onClose={() => setOpen(null)} />}
    </>
  )
}
