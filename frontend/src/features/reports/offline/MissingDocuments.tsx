import type { WorkbookResult } from '@/api/types.gen'
import { FileButton, UploadList } from '@/components/Files'
import { useSizeCheck } from '@/components/use-size-check'
import { offlineWords } from '@/i18n/offline'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import { useUploads } from '@/lib/upload'
import styles from './offline.module.css'

/** Documents that the file names and nobody has uploaded: they come in here, and the file is held against them again. */
export function MissingDocuments({ seen, reportId, onArrived }: { seen: WorkbookResult; reportId: string; onArrived: () => void }) {
  const words = useWords(offlineWords)
  const uploads = useUploads(`report_workbook:${reportId}`, onArrived)
  const { refused, fitting } = useSizeCheck()
  const missing = seen.lines.flatMap((line) => line.documents.filter(({ status }) => status === 'missing').map(({ name }) => ({ key: `${line.line_id ?? line.cell}${name}`, name, number: line.number })))
  if (missing.length === 0 && uploads.items.length === 0) return null
  return (
    <section className={`panel ${styles.missing ?? ''}`} aria-label={words.documents}>
      {missing.length > 0 && (
        <>
          <h2>{words.missing(formatNumber(missing.length))}</h2>
          <ul className={styles.documents}>
            {missing.map(({ key, name, number }) => (
              <li key={key} data-status="missing">
                {number === null ? name : words.ofLine(number, name)}
              </li>
            ))}
          </ul>
          <p className="secondary small">{words.missingHint}</p>
          <FileButton label={words.upload} multiple onFiles={(files) => uploads.add(fitting(files))} />
        </>
      )}
      {refused !== null && <p className="field__error" role="alert">{refused}</p>}
      <UploadList uploads={uploads} />
    </section>
  )
}
