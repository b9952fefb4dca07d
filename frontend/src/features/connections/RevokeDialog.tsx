import { Button } from 'antd'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { connectionsWords } from '@/i18n/connections'
import { useWords } from '@/i18n/words'

interface RevokeProps {
  name: string
  pending: boolean
  error: unknown
  onRevoke: () => void
  onClose: () => void
}

export function RevokeDialog({ name, pending, error, onRevoke, onClose }: RevokeProps) {
  const words = useWords(connectionsWords)
  return (
    <Dialog
      title={words.revokeTitle}
      onClose={onClose}
      actions={
        <Button danger loading={pending} onClick={onRevoke}>
          {words.revoke}
        </Button>
      }
    >
      <p>{words.revokeQuestion(name)}</p>
      {error !== null && <ErrorState error={error} />}
    </Dialog>
  )
}
