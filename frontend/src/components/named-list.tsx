import { useLayoutEffect, useRef, type ReactElement } from 'react'

/** Ant Design's list of choices has a role and no name; a screen reader that enters it should hear what is chosen there. */
export const namedList = (label: string) => (list: ReactElement) => <Named label={label}>{list}</Named>

function Named({ label, children }: { label: string; children: ReactElement }) {
  const frame = useRef<HTMLDivElement>(null)
  // After each drawing: the list is made anew when the search finds nothing.
  useLayoutEffect(() => frame.current?.querySelector('[role=listbox]')?.setAttribute('aria-label', label))
  return <div ref={frame}>{children}</div>
}
