import type { Ground } from '@/api/types.gen'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'

interface GroundsProps {
  grounds: readonly Ground[]
  ground: Ground
  onChoose: (ground: Ground) => void
}

/** Why documents are to be erased. */
export function Grounds({ grounds, ground, onChoose }: GroundsProps) {
  const words = useWords(personalWords)
  return (
    <fieldset className="stack" style={{ gap: 4 }}>
      <legend>{words.ground}</legend>
      {grounds.map((key) => (
        <label key={key} className="row">
          <input type="radio" name="ground" checked={ground === key} onChange={() => onChoose(key)} />
          <span>{words.grounds[key]}</span>
        </label>
      ))}
    </fieldset>
  )
}
