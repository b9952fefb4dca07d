import { createFileRoute, redirect, useRouter } from '@tanstack/react-router'
import { SignInPage } from '@/features/accounts'
import { prune, textParam } from '@/lib/search-params'
import { homeOf } from '@/lib/session/access'
import { arriveFromProvider, restoreSession } from '@/lib/session/session'
import { currentMe, mustSettle } from '@/lib/session/state'

interface SignInSearch {
  next?: string
  sso?: string
  left?: string
}

/** Only addresses of our own: another site must not use the sign-in page as a springboard. */
function ownAddress(next: string | undefined): string | undefined {
  return next !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(next) && !next.startsWith('/sign-in') ? next : undefined
}

export const Route = createFileRoute('/sign-in')({
  validateSearch: (search): SignInSearch => prune({ next: ownAddress(textParam(search, 'next')), sso: textParam(search, 'sso'), left: textParam(search, 'left') }),
  beforeLoad: async ({ search }) => {
    await (search.sso === 'done' ? arriveFromProvider() : restoreSession()).catch(() => undefined)
    const me = currentMe()
    const chooses = search.sso === 'done' && (me?.memberships.length ?? 0) > 1
    if (me !== null && !mustSettle(me) && !chooses) throw redirect({ href: search.next === undefined || search.next === '/' ? homeOf(me) : search.next })
  },
  component: SignInRoute,
})

function SignInRoute() {
  const { next, sso, left } = Route.useSearch()
  const router = useRouter()
  return (
    <SignInPage pending={currentMe()} sso={sso} leftSso={left === 'sso'} next={next} onDone={(me) => router.history.push(next === undefined || next === '/' ? homeOf(me) : next)} />
  )
}
