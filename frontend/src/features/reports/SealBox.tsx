import { useQuery } from '@tanstack/react-query'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { getSealChangesOptions, listSealsOptions } from '@/api/@tanstack/react-query.gen'
import type { ReportRead, SealChange } from '@/api/types.gen'
import { DownloadButton } from '@/components/DownloadButton'
import { QueryState } from '@/components/QueryState'
import { sealWords } from '@/i18n/seals'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import styles from './seal.module.css'

/** The accepted report, frozen: what has changed since, and every sealed copy to be verified elsewhere. */
export function SealBox({ report }: { report: ReportRead }) {
  const words = useWords(sealWords)
  const number = report.seal_number
  if (number === null) return null
  const changed = report.changed_since_acceptance
  return (
    <div className={styles.box} data-changed={changed}>
      <div className="row">
        {changed ? <ShieldAlert size={18} color="var(--color-warning)" aria-hidden /> : <ShieldCheck size={18} color="var(--color-success)" aria-hidden />}
        <strong>{changed ? words.changed : words.copies(number)}</strong>
        <Copy report={report} number={number} label={words.download} />
      </div>
      {changed && <Changes reportId={report.id} />}
      {number > 1 && <Earlier report={report} latest={number} />}
    </div>
  )
}

function Copy({ report, number, label }: { report: ReportRead; number: number; label: string }) {
  return <DownloadButton path={`/api/v1/reports/${report.id}/seal`} query={{ number }} format="json" fileName={`niem-phong-${number}.json`} label={label} />
}

function Changes({ reportId }: { reportId: string }) {
  const words = useWords(sealWords)
  const query = useQuery(getSealChangesOptions({ path: { report_id: reportId } }))
  return (
    <QueryState query={query} heights={[24]}>
      {({ changes }) => (
        <details>
          <summary>{words.changes(changes.length)}</summary>
          <ul className={styles.changes}>
            {changes.map((change, index) => (
              <Changed key={index} change={change} />
            ))}
          </ul>
        </details>
      )}
    </QueryState>
  )
}

/** Hashes of files tell nobody anything: of a file the sentence is enough. */
function Changed({ change }: { change: SealChange }) {
  const words = useWords(sealWords)
  const texts = change.what === 'text' || change.what === 'rejected'
  return (
    <li>
      {change.detail}
      {texts && (
        <dl className={styles.texts}>
          {change.what === 'text' && (
            <div>
              <dt>{words.then}</dt>
              <dd>{change.before === null || change.before === '' ? words.nothing : change.before}</dd>
            </div>
          )}
          <div>
            <dt>{words.now}</dt>
            <dd>{change.after === null || change.after === '' ? words.nothing : change.after}</dd>
          </div>
        </dl>
      )}
    </li>
  )
}

function Earlier({ report, latest }: { report: ReportRead; latest: number }) {
  const words = useWords(sealWords)
  const query = useQuery(listSealsOptions({ path: { report_id: report.id } }))
  return (
    <details>
      <summary>{words.earlier(latest - 1)}</summary>
      <QueryState query={query} heights={[40]}>
        {({ items }) => (
          <ul className={styles.copies}>
            {items
              .filter(({ number }) => number < latest)
              .map(({ number, sealed_at }) => (
                <li key={number}>
                  {words.madeAt(number, formatMoment(sealed_at))} <Copy report={report} number={number} label={words.downloadNumber(number)} />
                </li>
              ))}
          </ul>
        )}
      </QueryState>
    </details>
  )
}
