import { useQuery } from '@tanstack/react-query'
import { getConsolidatedContentsOptions } from '@/api/@tanstack/react-query.gen'
import type { ConsolidatedRead, ContentsRead } from '@/api/types.gen'
import { QueryState } from '@/components/QueryState'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import { Head } from './Head'
import type { ConsolidatedPageProps } from './search'
import { Tables } from './Tables'
import styles from './reading.module.css'

/** The whole text as it goes to the province, with its tables: what the leader decides on, and what units read once it is approved. */
export function Reading(props: ConsolidatedPageProps & { report: ConsolidatedRead }) {
  const query = useQuery(getConsolidatedContentsOptions({ path: { consolidated_id: props.report.id } }))
  return (
    <div className={styles.readingPage}>
      <Head {...props} />
      <QueryState query={query}>{(contents) => <Text contents={contents} />}</QueryState>
    </div>
  )
}

function Text({ contents }: { contents: ContentsRead }) {
  const words = useWords(consolidationWords)
  return (
    <div className={styles.reading}>
      <nav className={styles.contents} aria-label={words.outline}>
        <ul>
          {contents.sections.map((section) => (
            <li key={section.key} data-level={section.level}>
              <a href={`#${section.key}`}>
                {section.number}
                {section.number.endsWith(')') ? '' : '.'} {section.title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className={styles.text}>
        {contents.sections.map((section, place) => {
          const opens = (contents.sections[place + 1]?.level ?? 0) > section.level
          const Heading = section.level === 1 ? 'h2' : section.level === 2 ? 'h3' : 'h4'
          return (
            <section key={section.key} id={section.key}>
              <Heading>
                {section.number}
                {section.number.endsWith(')') ? '' : '.'} {section.title}
              </Heading>
              {section.paragraphs.map((text, index) => (
                <p key={index}>{text}</p>
              ))}
              {section.paragraphs.length === 0 && !opens && <p className="secondary">{words.nothing}</p>}
            </section>
          )
        })}
        <Tables tables={contents.tables} />
      </div>
    </div>
  )
}
