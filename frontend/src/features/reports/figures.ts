import { useState } from 'react'
import type { FigureRead, LineRead } from '@/api/types.gen'
import { getLocale } from '@/i18n/locale'
import { formatAmount } from '@/lib/format'
import type { Draft } from '@/lib/drafts/use-drafts'
import type { LineDraft } from './lines'

/** A number as it is typed here: 1.250 and 45,5 in Vietnamese, 1,250 and 45.5 in English. Null for nothing, undefined for what is none. */
export function readFigure(text: string, kind: FigureRead['kind'], locale = getLocale()): number | null | undefined {
  const plain = text.trim().replace(/\s/g, '')
  if (plain === '') return null
  const [group, point] = locale === 'vi' ? (['.', ','] as const) : ([',', '.'] as const)
  const grouped = new RegExp(`^\\d{1,3}(\\${group}\\d{3})+(\\${point}\\d{1,6})?$`).test(plain)
  const ungrouped = grouped ? plain.replaceAll(group, '') : plain
  if (!/^\d{1,15}([.,]\d{1,6})?$/.test(ungrouped)) return undefined
  const value = Number(ungrouped.replace(',', '.'))
  return kind === 'integer' && !Number.isInteger(value) ? undefined : value
}

function inputModeOf({ kind }: FigureRead): 'numeric' | 'decimal' {
  return kind === 'integer' ? 'numeric' : 'decimal'
}

/** A figure under edit: what is wrong stays in its field and is not sent. */
export function useFigure(draft: Draft<LineDraft>, figure: FigureRead) {
  const [text, setText] = useState<string | null>(null)
  const held = draft.value.figures[figure.key]
  const shown = text ?? (held === undefined ? '' : formatAmount(held))
  const wrong = readFigure(shown, figure.kind) === undefined
  return {
    wrong,
    field: {
      value: shown,
      className: 'input',
      inputMode: inputModeOf(figure),
      autoComplete: 'off',
      onChange: ({ target }: { target: HTMLInputElement }) => {
        setText(target.value)
        const value = readFigure(target.value, figure.kind)
        if (value === undefined) return
        const others = Object.entries(draft.value.figures).filter(([key]) => key !== figure.key)
        draft.edit({ figures: Object.fromEntries(value === null ? others : [...others, [figure.key, value]]) })
      },
      onBlur: () => {
        if (!wrong) setText(null)
        void draft.flush()
      },
    },
  }
}

/** A value with its measure: "1.250 buổi". */
export function sayFigure(value: number, { measure }: { measure: string }): string {
  return `${formatAmount(value)} ${measure}`.trim()
}

/** The figures that a line is asked for now. */
export function askedFigures(line: LineRead): readonly FigureRead[] {
  return line.task.figures.filter(({ retired, key }) => !retired || line.figures[key] !== undefined)
}
