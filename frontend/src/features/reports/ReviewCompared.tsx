import type { ReactNode } from 'react'
import type { LineRead } from '@/api/types.gen'
import { deskWords } from '@/i18n/desk'
import { reportsWords } from '@/i18n/reports'
import { reviewWords } from '@/i18n/review'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { CarriedFrom } from './CarriedFrom'
import { FiguresText } from './LineFigures'
import { baseOf, changedNumbers, type Against, type Base } from './review-changes'
import { addedWords } from '@/lib/words-diff'
import many from './review-many.module.css'
import styles from './review-line.module.css'

/** A line beside what it is compared with: words, figures and documents that changed are marked. */
export function Compared({ line, against }: { line: LineRead; against: Against }) {
  const words = useWords(reportsWords)
  const review = useWords(reviewWords)
  const desk = useWords(deskWords)
  const base = baseOf(line, against)
  const heading = against === 'sending' ? desk.sentBefore(line.before === null ? '' : formatMoment(line.before.submitted_at)) : review.lastPeriod(line.previous?.period ?? '')
  return (
    <>
      <div className={styles.compare} data-alone={base === null}>
        <section>
          <h4>{review.thisPeriod}</h4>
          <p className={styles.text}>{line.result === '' ? review.nothingWritten : <Marked text={line.result} other={base?.result} as="ins" />}</p>
          <FiguresText line={line} />
          <CarriedFrom line={line} />
        </section>
        {base === null ? (
          <p className="secondary small">{against === 'sending' ? desk.unchanged : review.noPrevious}</p>
        ) : (
          <section>
            <h4>{heading}</h4>
            <p className={`${styles.text} secondary`}>
              <Marked text={base.result} other={line.result} as="del" />
            </p>
          </section>
        )}
      </div>
      {base !== null && <Changes line={line} base={base} />}
      <Extra title={words.difficulties} text={line.difficulties} before={base?.difficulties} />
      <Extra title={words.proposals} text={line.proposals} before={base?.proposals} />
    </>
  )
}

function Marked({ text, other, as: As }: { text: string; other: string | undefined; as: 'ins' | 'del' }) {
  if (other === undefined) return text
  return addedWords(other, text).map((piece, index) => (piece.added ? <As key={index}>{piece.text}</As> : <span key={index}>{piece.text}</span>))
}

function Changes({ line, base }: { line: LineRead; base: Base }) {
  const desk = useWords(deskWords)
  const numbers = changedNumbers(line, base, desk.noValue, desk.percent)
  const items: [string, ReactNode][] = [
    ...numbers.map(({ name, before, now }): [string, ReactNode] => [name, <>{name}: <del>{before}</del> → <ins>{now}</ins></>]),
    ...base.added.map((title, at): [string, ReactNode] => [`+${at}${title}`, <>{desk.documentAdded} <ins>{title}</ins></>]),
    ...base.removed.map((title, at): [string, ReactNode] => [`-${at}${title}`, <>{desk.documentRemoved} <del>{title}</del></>]),
  ]
  if (items.length === 0) return null
  return (
    <ul className={many.changes}>
      {items.map(([key, said]) => (
        <li key={key}>{said}</li>
      ))}
    </ul>
  )
}

function Extra({ title, text, before }: { title: string; text: string; before: string | undefined }) {
  if (text === '' && (before ?? '') === '') return null
  return (
    <section>
      <h4>{title}</h4>
      <p className={styles.text}>{text === '' ? <Marked text={before ?? ''} other="" as="del" /> : <Marked text={text} other={before} as="ins" />}</p>
    </section>
  )
}
