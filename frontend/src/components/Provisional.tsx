import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import styles from './bits.module.css'

/** Beside a name that is our own until the official one is known. */
export function Provisional({ shown }: { shown: boolean }) {
  const words = useWords(commonWords)
  return shown ? (
    <span className={styles.provisional} title={words.provisionalHint}>
      {words.provisional}
    </span>
  ) : null
}
