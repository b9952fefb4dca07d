import { Button } from 'antd'
import { useState, type ReactNode } from 'react'
import { reviewWords } from '@/i18n/review'
import { useWords } from '@/i18n/words'
import styles from './bits.module.css'

/** Reading personal data is recorded, so it is shown when asked for and never by passing over it. */
export function PersonalGuard({ personal, children }: { personal: boolean; children: ReactNode }) {
  const review = useWords(reviewWords)
  const [asked, setAsked] = useState(!personal)
  if (asked) return children
  return (
    <div className={styles.guarded}>
      <p>{review.personalOnly}</p>
      <Button size="small" onClick={() => setAsked(true)}>
        {review.readPersonal}
      </Button>
    </div>
  )
}
