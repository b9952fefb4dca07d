import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { PackageOpen } from 'lucide-react'
import { useState } from 'react'
import { countPackOptions } from '@/api/@tanstack/react-query.gen'
import { createPackTicket } from '@/api/sdk.gen'
import type { CountPackData, PackContents } from '@/api/types.gen'
import { packWords } from '@/i18n/packs'
import { useWords } from '@/i18n/words'
import { formatNumber, formatSize } from '@/lib/format'
import { may, useMe } from '@/lib/session/access'
import { Dialog } from './Dialog'
import { ErrorState } from './ErrorState'
import { QueryState } from './QueryState'

type Wish = Omit<NonNullable<CountPackData['query']>, 'personal_data'>

/** Documents as one archive: says first how many files it holds, and what stays out and why. */
export function PackButton({ wish, label }: { wish: Wish; label?: string }) {
  const words = useWords(packWords)
  const me = useMe()
  const [open, setOpen] = useState(false)
  if (!may(me, 'evidence.read')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <PackageOpen size={16} aria-hidden /> {label ?? words.open}
      </Button>
      {open && <PackDialog wish={wish} onClose={() => setOpen(false)} />}
    </>
  )
}

function PackDialog({ wish, onClose }: { wish: Wish; onClose: () => void }) {
  const words = useWords(packWords)
  const [personal, setPersonal] = useState(false)
  const asked = { ...wish, personal_data: personal ? true : undefined }
  const query = useQuery({ ...countPackOptions({ query: asked }), staleTime: 0, placeholderData: (before) => before })
  const drawing = useMutation({
    mutationFn: async () => {
      const { data } = await createPackTicket({ query: asked })
      globalThis.location.assign(data.url)
    },
    onSuccess: onClose,
  })
  const ready = (query.data?.files ?? 0) > 0 && !query.isPlaceholderData && !drawing.isPending
  return (
    <Dialog
      title={words.title}
      onClose={onClose}
      actions={
        <Button type="primary" aria-disabled={!ready} onClick={() => ready && drawing.mutate()}>
          {words.download}
        </Button>
      }
    >
      <div className="stack">
        <QueryState query={query} heights={[24, 48]}>
          {(contents) => <Contents contents={contents} personal={personal} onPersonal={setPersonal} />}
        </QueryState>
        {drawing.error !== null && <ErrorState error={drawing.error} />}
      </div>
    </Dialog>
  )
}

function Contents({ contents, personal, onPersonal }: { contents: PackContents; personal: boolean; onPersonal: (personal: boolean) => void }) {
  const words = useWords(packWords)
  const out = contents.left_out.reduce((sum, { count }) => sum + count, 0)
  return (
    <>
      <p>{words.of(contents.title)}</p>
      <p role="status">
        <strong>{contents.files === 0 ? words.nothing : words.holds(formatNumber(contents.files), formatSize(contents.length))}</strong>
      </p>
      {contents.redacted > 0 && <p>{words.redacted(formatNumber(contents.redacted))}</p>}
      {out > 0 && (
        <div>
          <p>{words.leftOut(formatNumber(out))}</p>
          <ul>
            {contents.left_out.map(({ reason, words: said, count }) => (
              <li key={reason}>{words.reason(said, formatNumber(count))}</li>
            ))}
          </ul>
        </div>
      )}
      {contents.personal_data > 0 && (
        <label className="row" style={{ flexWrap: 'nowrap', alignItems: 'start' }}>
          <input type="checkbox" checked={personal} onChange={(event) => onPersonal(event.target.checked)} />
          <span>{words.personal(formatNumber(contents.personal_data))}</span>
        </label>
      )}
      <p className="secondary small">{words.checking}</p>
    </>
  )
}
