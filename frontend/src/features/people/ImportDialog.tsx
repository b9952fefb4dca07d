import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { importUsers } from '@/api/sdk.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { FileButton } from '@/components/Files'
import { LongList } from '@/components/LongList'
import { adminWords } from '@/i18n/admin'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { isProblem } from '@/lib/http/problem'

/** Many accounts from a file: looked at first, all of them or none. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(adminWords)
  const { files } = useWords(commonWords)
  const cache = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const looking = useMutation({ mutationFn: async (chosen: File) => (await importUsers({ query: { dry_run: true }, body: { file: chosen } })).data })
  const storing = useMutation({ mutationFn: async (chosen: File) => (await importUsers({ body: { file: chosen } })).data, onSuccess: () => void cache.invalidateQueries() })
  const problem: unknown = looking.error ?? storing.error
  return (
    <Dialog
      title={words.import}
      onClose={onClose}
      width={640}
      actions={
        looking.data !== undefined &&
        storing.data === undefined &&
        file !== null && (
          <Button type="primary" onClick={() => storing.mutate(file)}>
            {words.importDo}
          </Button>
        )
      }
    >
      <div className="stack">
        <p className="secondary">{words.importHint}</p>
        <FileButton
          label={files.choose}
          spreadsheet
          onFiles={([chosen]) => {
            if (chosen === undefined) return
            setFile(chosen)
            storing.reset()
            looking.mutate(chosen)
          }}
        />
        {file !== null && <p>{file.name}</p>}
        {looking.data !== undefined && storing.data === undefined && <p role="status">{words.importReady(looking.data.rows)}</p>}
        {problem !== null && <ErrorState error={problem} />}
        {isProblem(problem) && (
          <LongList
            label={problem.detail}
            items={problem.errors.map(({ pointer, detail }) => (
              <>
                <strong>{words.lineOf(/\d+/.exec(pointer)?.[0] ?? '–')}</strong> {detail}
              </>
            ))}
          />
        )}
        {storing.data !== undefined && (
          <>
            <p role="status">{words.importDone(storing.data.rows)}</p>
            <ul>
              {storing.data.items.map((item) => (
                <li key={item.username}>
                  {item.username}: <strong>{item.one_time_password}</strong>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </Dialog>
  )
}
