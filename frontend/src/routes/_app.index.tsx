import { createFileRoute, redirect } from '@tanstack/react-router'
import { MyWorkPage } from '@/features/analytics/MyWorkPage'
import { News } from '@/features/notifications'
import { WaitingReceipt } from '@/features/plans/ReceiptNote'
import { homeOf } from '@/lib/session/access'
import { currentMe } from '@/lib/session/state'

export const Route = createFileRoute('/_app/')({
  beforeLoad: () => {
    const me = currentMe()
    // whoever reports nothing has no work of a unit: they start where they look, or review
    if (me !== null && homeOf(me) !== '/') throw redirect({ to: homeOf(me), replace: true })
  },
  component: () => (
    <>
      <WaitingReceipt />
      <MyWorkPage news={<News />} />
    </>
  ),
})
