import { reorganisationWords } from '@/i18n/reorganisation'
import { useWords } from '@/i18n/words'

interface Named {
  name: string
}

/** The unit under which a row is told, and whose it was before units changed. */
export function ShownUnit({ unit, before }: { unit: Named; before: Named | null }) {
  const words = useWords(reorganisationWords)
  if (before === null) return unit.name
  return (
    <>
      {unit.name} <span className="secondary small">{words.ofUnit(before.name)}</span>
    </>
  )
}
