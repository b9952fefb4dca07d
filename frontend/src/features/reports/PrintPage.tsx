import { useQuery } from '@tanstack/react-query'
import { Printer } from 'lucide-react'
import { getReportOptions, listLinesOptions } from '@/api/@tanstack/react-query.gen'
import { AppLink } from '@/components/AppLink'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { commonWords } from '@/i18n/common'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment, formatPercent } from '@/lib/format'
import { useMe } from '@/lib/session/access'
import styles from './paper.module.css'

/** The report as a paper for signature: letterhead, table of lines, signer (Nghị định 30/2020/NĐ-CP). Number and date stay blank. */
export function PrintPage({ reportId }: { reportId: string }) {
  const words = useWords(reportsWords)
  const common = useWords(commonWords)
  const me = useMe()
  const report = useQuery(getReportOptions({ path: { report_id: reportId } }))
  const lines = useQuery(listLinesOptions({ path: { report_id: reportId } }))
  const head = [words.order, words.task, words.result, words.percent, words.difficulties, words.proposals]
  return (
    <QueryState query={report}>
      {(read) => (
        <>
          <div className="no-print" data-frame>
            <PageHeader
              title={words.title(read.period.title, read.unit.name)}
              actions={
                <>
                  <button type="button" className="button button--primary" onClick={() => globalThis.print()}>
                    <Printer size={16} aria-hidden /> {common.print}
                  </button>
                  <AppLink className="button" href={`/reports/${read.id}`}>
                    {words.backToReport}
                  </AppLink>
                </>
              }
            />
          </div>
          <article className={styles.paper}>
            <div className={styles.paperHead}>
              <p>
                <strong>{read.unit.name.toUpperCase()}</strong>
                <br />
                {words.number}
              </p>
              <p>
                <strong>{words.nation}</strong>
                <br />
                <strong>{words.motto}</strong>
                <br />
                <em>{words.placeDate}</em>
              </p>
            </div>
            <p className={styles.paperTitle}>
              {words.printTitle}
              <br />
              {read.period.title} ({words.dataFrom(formatDay(read.period.data_from), formatDay(read.period.data_to))})
            </p>
            <QueryState query={lines}>
              {({ items }) => (
                <table>
                  <thead>
                    <tr>
                      {head.map((title) => (
                        <th key={title} scope="col">
                          {title}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((line) => (
                      <tr key={line.id}>
                        <td>{line.number}</td>
                        <td>{line.task.title}</td>
                        <td>{line.result}</td>
                        <td>{line.percent === null ? '' : formatPercent(line.percent)}</td>
                        <td>{line.difficulties}</td>
                        <td>{line.proposals}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
            </QueryState>
            <div className={styles.paperFoot}>
              <strong>{words.headOfUnit}</strong>
            </div>
            <p style={{ fontSize: 13 }}>
              {formatMoment(new Date())} · {me.full_name}
            </p>
          </article>
        </>
      )}
    </QueryState>
  )
}
