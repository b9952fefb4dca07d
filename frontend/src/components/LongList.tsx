import type { ReactNode } from 'react'

/** What may be more than there is room for: it scrolls in its place, by keyboard as well. */
export function LongList({ label, items, disc = false }: { label: string; items: readonly ReactNode[]; disc?: boolean }) {
  return (
    <ul style={{ maxHeight: 240, overflow: 'auto', ...(disc && { paddingLeft: 20, listStyle: 'disc' }) }} tabIndex={0} aria-label={label}>
      {items.map((item, place) => (
        <li key={place} className="small">
          {item}
        </li>
      ))}
    </ul>
  )
}
