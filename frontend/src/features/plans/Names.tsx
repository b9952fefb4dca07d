import { useState } from 'react'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'

/** Names one after another: the first few, and at a press all of them. */
export function Names({ names, first }: { names: readonly string[]; first: number }) {
  const words = useWords(planningWords)
  const [all, setAll] = useState(false)
  const hidden = all ? 0 : Math.max(names.length - first, 0)
  return (
    <>
      {names.slice(0, names.length - hidden).join(', ')}{' '}
      {hidden > 0 && (
        <button type="button" className="button button--small" onClick={() => setAll(true)}>
          {words.andMore(hidden)}
        </button>
      )}
    </>
  )
}
