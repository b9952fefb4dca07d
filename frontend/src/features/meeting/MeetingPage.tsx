import { useQuery } from '@tanstack/react-query'
import { Button, Segmented } from 'antd'
import { ChevronLeft, ChevronRight, Maximize, Printer } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { getMeetingOptions } from '@/api/@tanstack/react-query.gen'
import type { MeetingRead } from '@/api/types.gen'
import { EmptyState } from '@/components/EmptyState'
import { LinkButton } from '@/components/LinkButton'
import { QueryState } from '@/components/QueryState'
import { meetingWords } from '@/i18n/meeting'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { useShortcuts } from '@/lib/keys'
import { RedList } from './RedList'
import { UnitPage } from './UnitPage'
import { inOrder, ORDERS, type Order } from './order'
import styles from './meeting.module.css'

export interface MeetingSearch {
  period?: string
  order?: Order
  /** Which page is on the wall: 1 is the list of who needs attention. */
  page?: number
}

interface MeetingProps {
  search: MeetingSearch
  onSearch: (search: MeetingSearch) => void
  onLeave: () => void
}

/** The quarterly briefing on the wall: the red list first, then a page a unit. */
export function MeetingPage({ search, onSearch, onLeave }: MeetingProps) {
  const words = useWords(meetingWords)
  const { period } = search
  const query = useQuery({ ...getMeetingOptions({ query: { period: period ?? '' } }), enabled: period !== undefined })
  if (period === undefined) return <EmptyState actions={<LinkButton href="/periods">{words.toPeriods}</LinkButton>}>{words.choosePeriod}</EmptyState>
  return (
    <QueryState query={query} heights={[60, 480]}>
      {(read) => <Wall read={read} search={search} onSearch={onSearch} onLeave={onLeave} />}
    </QueryState>
  )
}

function Wall({ read, search, onSearch, onLeave }: MeetingProps & { read: MeetingRead }) {
  const words = useWords(meetingWords)
  const wall = useRef<HTMLDivElement>(null)
  const order = search.order ?? 'worst'
  const pages = inOrder(read.items, order)
  const total = pages.length + 1
  const at = Math.min(total, Math.max(1, search.page ?? 1))
  const goTo = (page: number) => onSearch({ ...search, page: Math.min(total, Math.max(1, page)) })
  const leave = () => {
    // the browser itself leaves the full screen by Esc, and says nothing to the page
    if (document.fullscreenElement === null) onLeave()
    else void document.exitFullscreen()
  }
  useShortcuts([
    { keys: 'ArrowRight', label: words.next, run: () => goTo(at + 1) },
    { keys: 'ArrowLeft', label: words.previous, run: () => goTo(at - 1) },
    { keys: 'PageDown', label: words.next, hidden: true, run: () => goTo(at + 1) },
    { keys: 'PageUp', label: words.previous, hidden: true, run: () => goTo(at - 1) },
    { keys: 'Home', label: words.first, run: () => goTo(1) },
    { keys: 'End', label: words.last, run: () => goTo(total) },
    { keys: 'Escape', label: words.leave, run: leave },
  ])
  useEffect(() => {
    wall.current?.querySelector<HTMLElement>('[data-shown="true"] h2')?.focus({ preventScroll: true })
  }, [at])
  return (
    <div ref={wall} className={styles.wall}>
      <div className={`${styles.bar} no-print`} data-frame>
        <h1>
          {words.title} · {read.period.title}
        </h1>
        <span className={styles.steps}>
          <Button icon={<ChevronLeft size={20} aria-hidden />} aria-label={words.previous} aria-disabled={at === 1} onClick={() => goTo(at - 1)} />
          <span role="status">{words.page(at, total)}</span>
          <Button icon={<ChevronRight size={20} aria-hidden />} aria-label={words.next} aria-disabled={at === total} onClick={() => goTo(at + 1)} />
        </span>
      </div>
      <div className={`${styles.tools} no-print`} data-frame>
        <Segmented<Order> aria-label={words.order} value={order} options={ORDERS.map((value) => ({ value, label: words.orders[value] }))} onChange={(value) => onSearch({ ...search, order: value, page: 1 })} />
        <Button onClick={() => void wall.current?.requestFullscreen()}>
          <Maximize size={16} aria-hidden /> {words.fullScreen}
        </Button>
        <Button onClick={() => globalThis.print()}>
          <Printer size={16} aria-hidden /> {words.print}
        </Button>
        <LinkButton href={`/periods?period=${read.period.id}`}>{words.leave}</LinkButton>
      </div>
      <div className={styles.pages}>
        <Sheet shown={at === 1}>
          <RedList read={read} pages={pages} onOpen={(index) => goTo(index + 2)} />
        </Sheet>
        {pages.map((page, index) => (
          <Sheet key={page.unit.id + page.report_id} shown={at === index + 2}>
            <UnitPage page={page} plan={read.plan_id} shown={at === index + 2} />
          </Sheet>
        ))}
      </div>
      <p className={styles.foot}>{words.asOf(formatMoment(read.as_of))}</p>
    </div>
  )
}

/** All are there for the printer; the wall shows one. */
function Sheet({ shown, children }: { shown: boolean; children: React.ReactNode }) {
  return (
    <section className={styles.sheet} data-shown={shown}>
      {children}
    </section>
  )
}
