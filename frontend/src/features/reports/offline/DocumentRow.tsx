import type { WorkbookDocument, WorkbookLine } from '@/api/types.gen'
import { offlineWords } from '@/i18n/offline'
import { useWords } from '@/i18n/words'
import { keyOf, type Workbook } from './use-workbook'
import styles from './offline.module.css'

/** A document that a cell names, and what becomes of it; where several bear the name, one of them is chosen, or none. */
export function DocumentRow({ line, document, workbook }: { line: WorkbookLine; document: WorkbookDocument; workbook: Workbook }) {
  const words = useWords(offlineWords)
  const key = keyOf(line, document.name)
  const { meanings } = workbook.choices
  const title = document.status === 'linked' ? document.candidates[0]?.title : undefined
  const said = title === undefined || title === document.name ? words.document[document.status] : `${words.document[document.status]}: ${words.means(title)}`
  if (document.status !== 'asked') {
    return (
      <li data-status={document.status}>
        {document.name} <span className="secondary small">{said}</span>
      </li>
    )
  }
  return (
    <li data-status="asked">
      <fieldset className={styles.conflict}>
        <legend>
          {document.name} <span className="secondary small">{said}</span>
        </legend>
        {document.candidates.map(({ id, title: name, file_name: file, document_number: number }) => (
          <label key={id} className={styles.radio}>
            <input type="radio" name={key} checked={meanings.get(key) === id} onChange={() => workbook.mean(line, document.name, id)} /> {[name, number, file].filter(Boolean).join(' · ')}
          </label>
        ))}
        <label className={styles.radio}>
          <input type="radio" name={key} checked={meanings.get(key) === null} onChange={() => workbook.mean(line, document.name, null)} /> {words.noneOfThem}
        </label>
      </fieldset>
    </li>
  )
}
