import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { dismissNumbers, updateEvidence } from '@/api/sdk.gen'
import type { EvidenceRead, FindingsRead } from '@/api/types.gen'
import { useFindings } from '@/components/Alike'
import { ErrorState } from '@/components/ErrorState'
import { textsWords } from '@/i18n/texts'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import styles from './evidence.module.css'

const SHOWN = 5

/** Suggests the mark of personal data where numbers were found that may be somebody's own. It never marks by itself. */
export function PersonalNumbers({ document }: { document: EvidenceRead }) {
  const words = useWords(textsWords)
  const { data } = useFindings(document.id)
  if (data === undefined || data.numbers.length === 0 || document.contains_personal_data) return null
  if (data.numbers_dismissed_by !== null && data.numbers_dismissed_at !== null) {
    return <p className="secondary small">{words.numbersDismissed(data.numbers_dismissed_by, formatMoment(data.numbers_dismissed_at))}</p>
  }
  return <Suggestion document={document} found={data} />
}

function Suggestion({ document, found }: { document: EvidenceRead; found: FindingsRead }) {
  const words = useWords(textsWords)
  const cache = useQueryClient()
  const path = { evidence_id: document.id }
  const acting = useMutation({
    mutationFn: async (mark: boolean) => {
      if (mark) await updateEvidence({ path, body: { contains_personal_data: true } })
      else await dismissNumbers({ path })
    },
    onSuccess: () => void cache.invalidateQueries(),
  })
  const count = found.numbers.length
  const may = found.allowed_actions.includes('mark')
  const asks = found.numbers.some(({ kind }) => kind !== 'phone') ? words.identityFound : words.phonesFound
  return (
    <div className={styles.suggestion} role="status">
      <p>{may ? asks(count) : words.numbersUnmarked(count)}</p>
      <ul className="small">
        {found.numbers.slice(0, SHOWN).map((number, at) => (
          <li key={at}>
            {words.numberKinds[number.kind as keyof typeof words.numberKinds]} {number.masked}, {words.numberOnPage(number.page)}
          </li>
        ))}
        {count > SHOWN && <li>{words.moreNumbers(count - SHOWN)}</li>}
      </ul>
      {may && (
        <div className="row">
          <Button size="small" type="primary" onClick={() => acting.mutate(true)}>
            {words.mark}
          </Button>
          <Button size="small" onClick={() => acting.mutate(false)}>
            {words.notPersonal}
          </Button>
        </div>
      )}
      {acting.error !== null && <ErrorState error={acting.error} />}
    </div>
  )
}
