import { Dialog } from '@/components/Dialog'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { spell, useRegisteredShortcuts } from '@/lib/keys'
import styles from './frame.module.css'

/** The keys of the page on screen. */
export function KeysPanel({ onClose }: { onClose: () => void }) {
  const words = useWords(commonWords)
  const seen = new Set<string>()
  const listed = useRegisteredShortcuts().filter(({ keys, hidden }) => {
    const fresh = !seen.has(keys) && hidden !== true
    seen.add(keys)
    return fresh
  })
  return (
    <Dialog title={words.keys.title} onClose={onClose} width={420}>
      <dl className={styles.keys}>
        {listed.map(({ keys, label }) => (
          <div key={keys}>
            <dt>
              <kbd>{spell(keys)}</kbd>
            </dt>
            <dd>{label}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>{words.keys.escape}</dd>
        </div>
      </dl>
      <p className="secondary small">{words.keys.outsideFields}</p>
    </Dialog>
  )
}
