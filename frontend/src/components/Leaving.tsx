import { Button } from 'antd'
import { askingWords } from '@/i18n/asking'
import { useWords } from '@/i18n/words'

/** Asked before what was written is thrown away; a second Esc does not answer it. */
export function Leaving({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const asking = useWords(askingWords)
  return (
    <>
      <strong role="alert">{asking.leave}</strong>
      <Button danger onClick={onLeave}>
        {asking.throwAway}
      </Button>
      <Button type="primary" autoFocus onClick={onStay}>
        {asking.writeOn}
      </Button>
    </>
  )
}
