import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { rotateOwnTokenMutation } from '@/api/@tanstack/react-query.gen'
import type { PersonalTokenRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { SecretDialog } from '@/components/SecretDialog'
import { connectionsWords } from '@/i18n/connections'
import { useWords } from '@/i18n/words'
import { OverlapSelect, type Overlap } from './OverlapSelect'

/** Another token in the place of one's own, which serves on for a while. */
export function RotateTokenDialog({ token, onClose }: { token: PersonalTokenRead; onClose: () => void }) {
  const words = useWords(connectionsWords)
  const cache = useQueryClient()
  const [overlap, setOverlap] = useState<Overlap>('24')
  const rotating = useMutation({ ...rotateOwnTokenMutation(), onSuccess: () => void cache.invalidateQueries() })
  const rotate = () => rotating.mutate({ path: { token_id: token.id }, body: { overlap_hours: Number(overlap) } })
  if (rotating.data !== undefined) {
    return <SecretDialog title={rotating.data.name} hint={words.tokenOnce} secret={{ label: words.token, value: rotating.data.token }} onClose={onClose} />
  }
  return (
    <Dialog
      title={words.rotateTokenTitle}
      onClose={rotating.isPending ? null : onClose}
      actions={
        <Button type="primary" loading={rotating.isPending} onClick={rotate}>
          {words.rotateToken}
        </Button>
      }
    >
      <div className="stack">
        <p>{words.rotateTokenAbout(token.name)}</p>
        <OverlapSelect label={words.tokenOverlap} value={overlap} onChange={setOverlap} />
        {rotating.error !== null && <ErrorState error={rotating.error} />}
      </div>
    </Dialog>
  )
}
