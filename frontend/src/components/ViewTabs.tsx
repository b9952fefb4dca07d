import { useRef, type KeyboardEvent } from 'react'
import { useInSight } from '@/lib/use-in-sight'
import styles from './ViewTabs.module.css'

interface TabsProps {
  label: string
  tabs: readonly { key: string; label: string }[]
  chosen: string
  onChoose: (key: string) => void
}

/** The parts of a page as tabs in one line that scrolls on a phone; arrows go from one to the next. */
export function ViewTabs({ label, tabs, chosen, onChoose }: TabsProps) {
  const list = useRef<HTMLDivElement>(null)
  useInSight(list, '[aria-selected=true]', chosen)
  const go = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    const at = tabs.findIndex(({ key }) => key === chosen)
    const next = (at + by + tabs.length) % tabs.length
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
    onChoose(tabs[next]?.key ?? chosen)
  }
  return (
    <div ref={list} role="tablist" aria-label={label} className={styles.tabs} onKeyDown={go}>
      {tabs.map((tab) => (
        <button key={tab.key} type="button" role="tab" aria-selected={tab.key === chosen} tabIndex={tab.key === chosen ? 0 : -1} onClick={() => onChoose(tab.key)}>
          {tab.label}
        </button>
      ))}
    </div>
  )
}
