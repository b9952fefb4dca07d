import type { ImportResult, WorkbookRead } from '@/api/types.gen'
import { scoresWords } from '@/i18n/scores'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatNumber } from '@/lib/format'
import styles from './framework.module.css'

/** What a file of scores holds and would change. */
export function ScoresPreview({ read }: { read: ImportResult }) {
  const words = useWords(scoresWords)
  const { workbook } = read
  const nothing = read.changed === 0 && (workbook?.names.length ?? 0) === 0
  return (
    <section className="stack" aria-label={words.readAs}>
      <p role="status">
        <strong>{nothing ? words.nothing : words.changed(formatNumber(read.changed), formatNumber(read.rows))}</strong>
      </p>
      {workbook ? <Workbook read={workbook} /> : <p>{`${words.lines}. ${words.years(read.years.join(', '))}`}</p>}
    </section>
  )
}

function Workbook({ read }: { read: WorkbookRead }) {
  const words = useWords(scoresWords)
  const terms = useWords(termWords)
  const figures = (['total', 'dimension', 'subdimension', 'indicator'] as const).map((level) => words.figuresOf(terms.level[level], formatNumber(read.figures[level] ?? 0)))
  const notes = [
    ...read.wrong_year_sheets.map(words.wrongYear),
    ...(read.zeros > 0 ? [words.zeros(formatNumber(read.zeros))] : []),
    ...(read.other_statistics > 0 ? [words.otherRows(formatNumber(read.other_statistics))] : []),
    ...(read.unknown_rows > 0 ? [words.unknownRows(formatNumber(read.unknown_rows))] : []),
    ...(read.unclear_names.length > 0 ? [words.unclear(read.unclear_names.join(', '))] : []),
  ]
  return (
    <>
      <dl className={styles.facts}>
        <dt>{words.readAs}</dt>
        <dd>{`${words.ofYear(read.year, words.yearFrom[read.year_from])}. ${words.layout[read.layout]}.`}</dd>
        <dt>{words.sheets}</dt>
        <dd>{read.sheets.join(' · ')}</dd>
        {read.sheets_left_out.length > 0 && (
          <>
            <dt>{words.leftOut}</dt>
            <dd>{read.sheets_left_out.map(({ name, reason }) => `${name} (${words.leftOutWhy[reason]})`).join(' · ')}</dd>
          </>
        )}
        <dt>{words.figures}</dt>
        <dd>{figures.join(' · ')}</dd>
        <dt>{words.provinces}</dt>
        <dd>{formatNumber(read.provinces)}</dd>
        {read.missing_provinces.length > 0 && (
          <>
            <dt>{words.missing}</dt>
            <dd>{read.missing_provinces.join(', ')}</dd>
          </>
        )}
      </dl>
      {notes.length > 0 && (
        <ul className="secondary small">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
      {read.names.length > 0 && <Names names={read.names} />}
    </>
  )
}

function Names({ names }: Pick<WorkbookRead, 'names'>) {
  const words = useWords(scoresWords)
  return (
    <div className={styles.names} tabIndex={0} role="region" aria-label={words.names(formatNumber(names.length))}>
      <table>
        <caption>{words.names(formatNumber(names.length))}</caption>
        <thead>
          <tr>
            <th scope="col">{words.code}</th>
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name.code}>
              <th scope="row">{name.code}</th>
              <td>{name.name_vi_before}</td>
              <td>{name.name_vi}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
