import type { FoundInText } from '@/api/types.gen'
import { textsWords } from '@/i18n/texts'
import { useWords } from '@/i18n/words'
import { cutAt, foldAligned, placesOfWords } from '@/lib/highlight'

/** A text in which the words that were searched for stand out. */
export function Highlighted({ text, query }: { text: string; query: string }) {
  return cutAt(text, placesOfWords(foldAligned(text), query)).map((part, at) => (part.hit ? <mark key={at}>{part.text}</mark> : part.text))
}

/** Where the content of a document has what was searched for; nothing where its description has it. */
export function FoundWords({ found, query }: { found: FoundInText | null; query: string }) {
  const words = useWords(textsWords)
  if (found === null) return null
  if (found.words === null) return <span className="secondary small">{words.inContentGuarded}</span>
  return (
    <span className="small">
      <span className="secondary">{found.page === null ? words.inContent : words.inContentOnPage(found.page)}:</span> <Highlighted text={found.words} query={query} />
    </span>
  )
}
