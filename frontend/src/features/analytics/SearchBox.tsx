import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { searchOptions } from '@/api/@tanstack/react-query.gen'
import type { SearchHit } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { ErrorState } from '@/components/ErrorState'
import { FoundWords } from '@/components/Highlighted'
import { analyticsWords } from '@/i18n/analytics'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { useShortcuts } from '@/lib/keys'
import styles from './search.module.css'

function placeOf(hit: SearchHit, asked: string): string {
  const places: Record<string, string> = {
    task: `/plan?task=${hit.id}`,
    report: `/reports/${hit.id}`,
    evidence: `/evidence?document=${hit.id}${hit.found_in_text === null ? '' : `&q=${encodeURIComponent(asked)}`}`,
    unit: `/plan?unit=${hit.id}`,
    indicator: `/indicators?indicator=${hit.id}`,
  }
  return places[hit.type] ?? '/'
}

/** The search of the navy bar: `/` goes to it, results open under it, Esc gives the focus back. */
export function SearchBox() {
  const words = useWords(analyticsWords)
  const common = useWords(commonWords)
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const [asked, setAsked] = useState('')
  const [open, setOpen] = useState(false)
  // on a phone the field lies over the bar once the glass is pressed
  const [over, setOver] = useState(false)
  const trigger = useRef<HTMLButtonElement>(null)
  const close = () => {
    setOpen(false)
    setOver(false)
    input.current?.blur()
    trigger.current?.focus()
  }
  useEffect(() => {
    if (over) input.current?.focus()
  }, [over])
  useShortcuts([{ keys: 'Slash', label: common.keys.search, run: (event) => {
    event.preventDefault()
    input.current?.focus()
  } }])
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 250)
    return () => clearTimeout(timer)
  }, [text])
  const query = useQuery({ ...searchOptions({ query: { q: asked } }), enabled: asked.length > 1, placeholderData: keepPreviousData })
  return (
    <div
      className={styles.searchBox}
      role="search"
      data-over={over}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) setOpen(false)
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          close()
        } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
          const places = [...event.currentTarget.querySelectorAll<HTMLElement>('input, a')]
          const next = places[places.indexOf(document.activeElement as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)]
          if (next === undefined) return
          event.preventDefault()
          next.focus()
        } else if (event.key === 'Enter' && event.target === input.current) {
          event.currentTarget.querySelector<HTMLElement>('a')?.click()
        }
      }}
    >
      <button ref={trigger} type="button" className={`icon-button ${styles.glass ?? ''}`} aria-label={common.frame.openSearch} aria-expanded={over} onClick={() => setOver(true)}>
        <Search size={20} aria-hidden />
      </button>
      <Search className={styles.sign} size={18} aria-hidden />
      <input
        ref={input}
        type="search"
        className="input"
        aria-label={common.frame.search}
        placeholder={`${common.frame.search} ${common.frame.searchKey}`}
        value={text}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setText(event.target.value)
          setOpen(true)
        }}
      />
      <button type="button" className={`icon-button ${styles.end ?? ''}`} aria-label={common.close} onClick={close}>
        <X size={20} aria-hidden />
      </button>
      {open && asked.length > 1 && query.data === undefined && (
        <div className={styles.results}>{query.error === null ? <p className="secondary">{common.loading}</p> : <ErrorState error={query.error} onRetry={() => void query.refetch()} />}</div>
      )}
      {open && text !== '' && asked.length <= 1 && (
        <div className={styles.results}>
          <p className="secondary">{words.searchHint}</p>
        </div>
      )}
      {open && asked.length > 1 && query.data !== undefined && (
        <div className={styles.results} role="status">
          {query.data.groups.length === 0 && <p>{words.searchNone(asked)}</p>}
          {query.data.groups.map((group) => (
            <section key={group.type}>
              <h3>{words.searchTypes[group.type as keyof typeof words.searchTypes]}</h3>
              {group.items.map((hit) => (
                <AppLink key={hit.id} href={placeOf(hit, asked)} onClick={close}>
                  {hit.title} <span className="secondary small">{hit.subtitle}</span>
                  {hit.found_in_text !== null && (
                    <div>
                      <FoundWords found={hit.found_in_text} query={asked} />
                    </div>
                  )}
                </AppLink>
              ))}
            </section>
          ))}
        </div>
      )}
    </div>
  )
}
