import { Dialog } from '@/components/Dialog'
import { accountsWords } from '@/i18n/accounts'
import { useWords } from '@/i18n/words'
import { page } from '@/lib/session/session'
import { sessionState } from '@/lib/session/state'
import { useStore } from '@/lib/store'
import { SignInForm } from './SignInForm'

/** Over the page when the session has ended: the page stays as it is, and the same person goes on typing. */
export function SessionLostPanel() {
  const words = useWords(accountsWords)
  const session = useStore(sessionState)
  if (session.status !== 'lost') return null
  return (
    <Dialog title={words.lostTitle} onClose={null}>
      <p>{words.lostIntro}</p>
      <SignInForm username={session.me.username} lockUsername onSignedIn={() => undefined} />
      <button type="button" className="button button--text" onClick={() => page.restart('/sign-in')}>
        {words.lostOther}
      </button>
    </Dialog>
  )
}
