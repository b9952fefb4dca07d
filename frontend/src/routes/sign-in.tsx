import { createFileRoute, redirect, useRouter } from '@tanstack/react-router'
import { SignInPage } from '@/features/accounts'
import { textParam } from '@/lib/search-params'
import { homeOf } from '@/lib/session/access'
import { restoreSession } from '@/lib/session/session'
import { currentMe } from '@/lib/session/state'

/** Only addresses of our own: another site must not use the sign-in page as a springboard. */
function ownAddress(next: string | undefined): string | undefined {
  return next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : undefined
}

export const Route = createFileRoute('/sign-in')({
  validateSearch: (search): { next?: string } => ({ next: ownAddress(textParam(search, 'next')) }),
  beforeLoad: async ({ search }) => {
    await restoreSession().catch(() => undefined)
    const me = currentMe()
    if (me !== null && !me.must_change_password) throw redirect({ href: search.next ?? homeOf(me) })
  },
  component: SignInRoute,
})

function SignInRoute() {
  const { next } = Route.useSearch()
  const router = useRouter()
  return <SignInPage pending={currentMe()} onDone={(me) => router.history.push(next === undefined || next === '/' ? homeOf(me) : next)} />
}
