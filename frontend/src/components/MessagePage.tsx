import type { ReactNode } from 'react'
import { PageHeader } from './PageHeader'

/** A page that only says something: not found, not permitted, failed. */
export function MessagePage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div style={{ maxWidth: 640, margin: '0 auto', padding: 24 }}>
      <PageHeader title={title} />
      <div className="stack">{children}</div>
    </div>
  )
}
