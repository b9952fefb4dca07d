import { useState } from 'react'
import type { Draft } from '@/lib/drafts/use-drafts'
import type { LineDraft } from './lines'

/** A whole number from 0 to 100, null for nothing, undefined for what is neither. */
export function readPercent(text: string): number | null | undefined {
  const plain = text.trim().replace(/\s*%$/, '')
  if (plain === '') return null
  return /^\d{1,3}$/.test(plain) && Number(plain) <= 100 ? Number(plain) : undefined
}

/** A percent under edit: what is wrong stays in its field and is not sent. */
export function usePercent(draft: Draft<LineDraft>) {
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? (draft.value.percent === null ? '' : String(draft.value.percent))
  const wrong = readPercent(shown) === undefined
  return {
    wrong,
    field: {
      value: shown,
      className: 'input',
      inputMode: 'numeric' as const,
      autoComplete: 'off',
      onChange: ({ target }: { target: HTMLInputElement }) => {
        setText(target.value)
        const percent = readPercent(target.value)
        if (percent !== undefined) draft.edit({ percent })
      },
      onBlur: () => {
        if (!wrong) setText(null)
        void draft.flush()
      },
    },
  }
}
