import { Button } from 'antd'
import { useEffect, useState } from 'react'
import type { RegimeRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { Leaving } from '@/components/Leaving'
import { commonWords } from '@/i18n/common'
import { regimeWords } from '@/i18n/regime'
import { useWords } from '@/i18n/words'
import { RegimeFields } from './RegimeFields'
import { RegimePreview } from './RegimePreview'
import { useRegime } from './use-regime'
import styles from './regime.module.css'

/** The whole regime as fields; what would come of it is looked at before it is saved. */
export function RegimeForm({ regime, onClose }: { regime: RegimeRead; onClose: (saved: boolean) => void }) {
  const words = useWords(regimeWords)
  const { cancel } = useWords(commonWords)
  const written = useRegime(regime, words.mark, () => onClose(true))
  const [leaving, setLeaving] = useState(false)
  const [added, setAdded] = useState<string | null>(null)
  useEffect(() => {
    document.getElementById(`regime-${added ?? ''}`)?.querySelector('input')?.focus()
  }, [added])
  return (
    <div className="stack">
      <div className={styles.basis}>
        <TextField label={words.basis} hint={words.basisHint} value={written.basis} error={written.tried && written.basis.trim() === '' ? words.wrongBasis : undefined} onChange={({ target }) => written.setBasis(target.value)} />
      </div>
      <p className="secondary small">{words.markHint(words.mark)}</p>
      {written.rows.map((row, at) => (
        <RegimeFields key={row.key} row={row} place={at + 1} tried={written.tried} problems={written.problemsOf(at)} onChange={(change) => written.change(row.key, change)} onRemove={() => written.remove(row.key)} />
      ))}
      <div className="row">
        <Button aria-disabled={written.isFull} onClick={() => !written.isFull && setAdded(written.add())}>
          {words.add}
        </Button>
        {written.isFull && <span className="secondary small">{words.full}</span>}
      </div>
      <RegimePreview written={written} />
      {written.error !== null && <ErrorState error={written.error} />}
      <div className="row">
        {leaving ? (
          <Leaving onStay={() => setLeaving(false)} onLeave={() => onClose(false)} />
        ) : (
          <>
            <Button type="primary" aria-disabled={!written.maySave} onClick={written.save}>
              {words.save}
            </Button>
            <Button onClick={() => (written.isChanged ? setLeaving(true) : onClose(false))}>{cancel}</Button>
            {!written.maySave && !written.isSaving && <span className="secondary small">{words.lookFirst}</span>}
          </>
        )}
      </div>
    </div>
  )
}
