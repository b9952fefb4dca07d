import { createFileRoute } from '@tanstack/react-router'
import { AntdProvider } from '@/components/AntdProvider'
import { ApiDocsPage } from '@/features/api-docs'
import { restoreSession } from '@/lib/session/session'
import { currentMe } from '@/lib/session/state'

/** Open to who has not signed in too: the description holds no data. */
export const Route = createFileRoute('/docs')({
  beforeLoad: () => restoreSession().catch(() => undefined),
  component: DocsRoute,
})

function DocsRoute() {
  return (
    <AntdProvider>
      <ApiDocsPage me={currentMe()} />
    </AntdProvider>
  )
}
