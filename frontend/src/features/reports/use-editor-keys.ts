import { useEffect, useRef, useState } from 'react'
import type { LineRead } from '@/api/types.gen'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import type { Drafts } from '@/lib/drafts/drafts'
import { useShortcuts } from '@/lib/keys'
import { afterFinishing, type LineDraft, type Place } from './lines'

interface Ground {
  lines: readonly LineRead[]
  shown: readonly LineRead[]
  line: LineRead | undefined
  drafts: Drafts<LineDraft>
  place: Place
  onPlace: (place: Place) => void
  onCheck: () => void
  /** What Ctrl+S saves beside the lines. */
  alsoSave: () => Promise<unknown>
}

export interface EditorKeys {
  open: (line: LineRead | undefined) => void
  previous: LineRead | undefined
  next: LineRead | undefined
  /** Saves, confirms what was carried forward, and goes on to the next line that lacks something. */
  finish: () => void
  /** Counts how often Ctrl+S was pressed: saving says so even where nothing was left to save. */
  asked: number
}

/** The field that the line still lacks; on a phone the heading, or the keyboard would cover the line. */
function focusOn(line: LineRead): void {
  const lacking = line.result === '' || line.lacks.includes('carried') ? 'result' : line.lacks.includes('figures') ? 'figures' : line.percent === null ? 'percent' : line.lacks.includes('evidence') ? 'evidence' : 'result'
  const place = document.getElementById('line')
  const field = globalThis.innerWidth < 960 ? null : place?.querySelector<HTMLElement>(`[data-field="${lacking}"] :is(textarea, input:not([hidden]), button)`)
  const target = field ?? place?.querySelector<HTMLElement>('h2')
  target?.focus()
}

/** Moving between lines, by keys and by buttons. */
export function useEditorKeys({ lines, shown, line, drafts, place, onPlace, onCheck, alsoSave }: Ground): EditorKeys {
  const { keys } = useWords(commonWords)
  const [asked, setAsked] = useState(0)
  const moved = useRef(place.from === 'check')
  const at = shown.findIndex(({ id }) => id === line?.id)
  const [previous, next] = [shown[at - 1], shown[at + 1]]
  useEffect(() => {
    if (moved.current && line !== undefined) focusOn(line)
    moved.current = false
    // only the change of the line moves the focus; its text changes with every key
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the id says which line it is
  }, [line?.id])
  const open = (to: LineRead | undefined) => {
    if (to === undefined) return
    moved.current = true
    onPlace({ line: to.id, filter: place.filter })
  }
  const finish = () => {
    if (line === undefined) return
    const { carried_forward: carried, result } = { ...line, ...drafts.shown(line.id) }
    if (carried && result !== '' && line.allowed_actions.includes('edit')) drafts.edit(line.id, { carried_forward: false })
    const saved = drafts.flush(line.id)
    if (place.from === 'check') void saved.then(onCheck)
    else open(afterFinishing(lines, line))
  }
  useShortcuts(
    [
      { keys: 'Alt+ArrowUp', label: keys.previous, run: () => open(previous) },
      { keys: 'Alt+ArrowDown', label: keys.next, run: () => open(next) },
      { keys: 'Ctrl+Enter', label: keys.finish, run: finish },
    ],
    place.view === undefined || place.view === 'lines',
  )
  useShortcuts([{ keys: 'Ctrl+KeyS', label: keys.save, run: () => void Promise.all([drafts.flushAll(), alsoSave()]).then(() => setAsked((count) => count + 1)) }])
  return { open, previous, next, finish, asked }
}
