import { createFileRoute, Outlet, redirect } from '@tanstack/react-router'
import { AntdProvider } from '@/components/AntdProvider'
import { AppFrame } from '@/components/frame/AppFrame'
import { PapersTray } from '@/components/papers/PapersTray'
import { Trays, UploadsTray } from '@/components/Trays'
import { SessionLostPanel } from '@/features/accounts/SessionLostPanel'
import { useMenuCounts } from '@/features/analytics/menu-counts'
import { SearchBox } from '@/features/analytics/SearchBox'
import { Bell } from '@/features/notifications'
import { restoreSession } from '@/lib/session/session'
import { currentMe, mustSettle } from '@/lib/session/state'

/** Everything behind the sign-in. */
export const Route = createFileRoute('/_app')({
  beforeLoad: async ({ location }) => {
    await restoreSession()
    const me = currentMe()
    if (me === null || mustSettle(me)) {
      throw redirect({ to: '/sign-in', search: { next: location.href }, replace: true })
    }
  },
  component: AppLayout,
})

function AppLayout() {
  const counts = useMenuCounts()
  return (
    <AntdProvider>
      <AppFrame search={<SearchBox />} bell={<Bell />} counts={counts}>
        <Outlet />
      </AppFrame>
      <Trays>
        <UploadsTray />
        <PapersTray />
      </Trays>
      <SessionLostPanel />
    </AntdProvider>
  )
}
