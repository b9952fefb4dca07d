import { Button } from 'antd'
import { Check, FileClock, Keyboard, KeyRound, Languages, LogOut, ShieldCheck, Stamp, User, UserCheck } from 'lucide-react'
import { useState } from 'react'
import { AppLink } from '@/components/AppLink'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { commonWords } from '@/i18n/common'
import { delegationsWords } from '@/i18n/delegations'
import { setLocale, useLocale } from '@/i18n/locale'
import { papersWords } from '@/i18n/papers'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { homeOf, may, useMe } from '@/lib/session/access'
import { flushLocalWork, page, signOut, switchMembership } from '@/lib/session/session'
import { Menu } from './Menu'
import items from './Menu.module.css'
import styles from './bar.module.css'

/** Leaving with unsent text asks first; the text goes with the person. */
function useSignOut() {
  const [unsent, setUnsent] = useState(0)
  const leave = async () => {
    const count = await flushLocalWork()
    if (count > 0) setUnsent(count)
    else await signOut()
  }
  return { unsent, leave, stay: () => setUnsent(0) }
}

export function AccountMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const me = useMe()
  const words = useWords(commonWords)
  const terms = useWords(termWords)
  const delegation = useWords(delegationsWords)
  const papers = useWords(papersWords)
  const locale = useLocale()
  const { unsent, leave, stay } = useSignOut()
  const [error, setError] = useState<unknown>(null)
  const other = locale === 'vi' ? 'en' : 'vi'
  const membership = me.membership
  const place = `${terms.role[membership.role]}, ${membership.unit.name}`

  const move = async (id: string) => {
    try {
      // another membership is another set of rows: everything is read anew
      page.restart(homeOf(await switchMembership(id)))
    } catch (problem) {
      setError(problem)
    }
  }

  return (
    <>
      <Menu
        label={`${words.frame.account}: ${me.full_name}, ${place}`}
        className={styles.account}
        button={
          <>
            <User size={18} aria-hidden />
            <span className={styles.accountText}>
              {me.full_name} · {place}
            </span>
          </>
        }
      >
        {(close) => (
          <>
            <div className={styles.menuHead}>
              <strong>{me.full_name}</strong>
              <span className="secondary small">
                {me.username} · {terms.role[membership.role]} · {membership.unit.name}
              </span>
            </div>
            {me.memberships.length > 1 && (
              <fieldset className={styles.menuGroup}>
                <legend>{words.frame.switchMembership}</legend>
                {me.memberships.map(({ id, role, unit, on_behalf_of: behalf }) => (
                  <button key={id} type="button" className={items.item} aria-pressed={id === membership.id} onClick={() => void move(id)}>
                    {id === membership.id ? <Check size={18} aria-hidden /> : <span className={styles.noIcon} />}
                    <span>
                      {terms.role[role]} · {unit.name}
                      {behalf !== null && ` · ${delegation.bannerShort(behalf)}`}
                    </span>
                  </button>
                ))}
              </fieldset>
            )}
            {error !== null && <ErrorState error={error} />}
            <AppLink href="/account" className={items.item} onClick={close}>
              <ShieldCheck size={18} aria-hidden /> <span>{words.frame.myAccount}</span>
            </AppLink>
            {may(me, 'delegation.manage') && (
              <AppLink href="/delegations" className={items.item} onClick={close}>
                <UserCheck size={18} aria-hidden /> <span>{delegation.title}</span>
              </AppLink>
            )}
            {may(me, 'letterhead.edit') && (
              <AppLink href="/letterhead" className={items.item} onClick={close}>
                <Stamp size={18} aria-hidden /> <span>{papers.letterhead}</span>
              </AppLink>
            )}
            <AppLink href="/exports" className={items.item} onClick={close}>
              <FileClock size={18} aria-hidden /> <span>{words.frame.exportedFiles}</span>
            </AppLink>
            <AppLink href="/access-tokens" className={items.item} onClick={close}>
              <KeyRound size={18} aria-hidden /> <span>{words.frame.accessTokens}</span>
            </AppLink>
            <button
              type="button"
              className={items.item}
              onClick={() => {
                setLocale(other)
                close()
              }}
            >
              <Languages size={18} aria-hidden /> <span lang={other}>{words.frame.otherLanguage}</span>
            </button>
            <button
              type="button"
              className={`${items.item ?? ''} ${styles.onlyDesktop ?? ''}`}
              onClick={() => {
                close()
                onShowKeys()
              }}
            >
              <Keyboard size={18} aria-hidden /> <span>{words.frame.keys}</span> <kbd>?</kbd>
            </button>
            <button
              type="button"
              className={items.item}
              onClick={() => {
                close()
                void leave()
              }}
            >
              <LogOut size={18} aria-hidden /> <span>{words.frame.signOut}</span>
            </button>
          </>
        )}
      </Menu>
      {unsent > 0 && (
        <Dialog
          title={words.signOut.title}
          onClose={stay}
          ownWayOut
          actions={
            <>
              <Button danger onClick={() => void signOut()}>
                {words.signOut.leave}
              </Button>
              <Button type="primary" onClick={stay}>
                {words.signOut.stay}
              </Button>
            </>
          }
        >
          <p>{words.signOut.body(unsent)}</p>
        </Dialog>
      )}
    </>
  )
}
