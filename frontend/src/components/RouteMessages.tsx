import { useRouter } from '@tanstack/react-router'
import { AppLink } from './AppLink'
import { ErrorState } from './ErrorState'
import { MessagePage } from './MessagePage'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { isProblem } from '@/lib/http/problem'

export function NotFoundPage() {
  const words = useWords(commonWords)
  return (
    <MessagePage title={words.errors.notFoundTitle}>
      <p>{words.errors.notFound}</p>
      <p>
        <AppLink href="/" className="button">
          {words.errors.home}
        </AppLink>
      </p>
    </MessagePage>
  )
}

function ForbiddenPage() {
  const words = useWords(commonWords)
  return (
    <MessagePage title={words.errors.forbiddenTitle}>
      <p>{words.errors.forbidden}</p>
      <p>
        <AppLink href="/" className="button">
          {words.errors.home}
        </AppLink>
      </p>
    </MessagePage>
  )
}

/** A page's own code was replaced by a newer build while this tab was open. */
function isOutdated(error: unknown): boolean {
  return error instanceof Error && /dynamically imported module|Importing a module script|module script failed/i.test(error.message)
}

function CrashedPage({ error }: { error: unknown }) {
  const words = useWords(commonWords)
  return (
    <MessagePage title={words.errors.crashedTitle}>
      <p>{isOutdated(error) ? words.errors.outdated : words.errors.crashed}</p>
      <p>
        <button type="button" className="button button--primary" onClick={() => globalThis.location.reload()}>
          {words.errors.reload}
        </button>
      </p>
    </MessagePage>
  )
}

/** What a route shows when its loader or component throws. */
export function RouteError({ error }: { error: unknown }) {
  const words = useWords(commonWords)
  const router = useRouter()
  if (!isProblem(error)) return <CrashedPage error={error} />
  if (error.status === 403) return <ForbiddenPage />
  if (error.status === 404) return <NotFoundPage />
  return (
    <MessagePage title={words.errors.loadTitle}>
      <ErrorState error={error} onRetry={() => void router.invalidate()} />
    </MessagePage>
  )
}
