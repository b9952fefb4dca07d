import { useEffect, useState } from 'react'
import { Dialog } from '@/components/Dialog'
import { accountsWords } from '@/i18n/accounts'
import { useWords } from '@/i18n/words'
import { page } from '@/lib/session/session'
import { sessionState } from '@/lib/session/state'
import { useStore } from '@/lib/store'
import { loadOptions, type SsoOption } from './api'
import { SignInForm } from './SignInForm'
import { SsoButton } from './SsoButton'

/** Over the page when the session has ended: the page stays as it is, and the same person goes on typing. */
export function SessionLostPanel() {
  const words = useWords(accountsWords)
  const session = useStore(sessionState)
  if (session.status !== 'lost') return null
  return (
    <Dialog title={words.lostTitle} onClose={null}>
      <p>{words.lostIntro}</p>
      {session.me.signed_in_by === 'sso' && <BackOverProvider />}
      <SignInForm username={session.me.username} lockUsername onSignedIn={() => undefined} />
      <button type="button" className="button button--text" onClick={() => page.restart('/sign-in')}>
        {words.lostOther}
      </button>
    </Dialog>
  )
}

/** Whoever came that way may have no password; what was typed is kept on the device until they are back on this page. */
function BackOverProvider() {
  const [option, setOption] = useState<SsoOption | null>(null)
  useEffect(() => {
    void loadOptions().then(({ sso }) => setOption(sso))
  }, [])
  if (option === null) return null
  return <SsoButton option={option} next={`${globalThis.location.pathname}${globalThis.location.search}`} />
}
