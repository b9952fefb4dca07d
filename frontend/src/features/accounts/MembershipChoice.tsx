import { useState, type SyntheticEvent } from 'react'
import { ErrorState } from '@/components/ErrorState'
import { accountsWords } from '@/i18n/accounts'
import { delegationsWords } from '@/i18n/delegations'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format'
import { switchMembership } from '@/lib/session/session'
import type { Me } from '@/lib/session/state'
import styles from './accounts.module.css'

/** For people with several memberships: the last one is chosen already, so that ↵ goes on. */
export function MembershipChoice({ me, onChosen }: { me: Me; onChosen: (me: Me) => void }) {
  const words = useWords(accountsWords)
  const terms = useWords(termWords)
  const delegation = useWords(delegationsWords)
  const [chosen, setChosen] = useState(me.membership.id)
  const [error, setError] = useState<unknown>(null)
  const goOn = async () => {
    try {
      onChosen(chosen === me.membership.id ? me : await switchMembership(chosen))
    } catch (problem) {
      setError(problem)
    }
  }
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    void goOn()
  }
  return (
    <form className={styles.form} onSubmit={submit}>
      {error !== null && <ErrorState error={error} />}
      <fieldset className={styles.choices}>
        <legend>{words.chooseIntro}</legend>
        {me.memberships.map(({ id, role, unit, on_behalf_of: behalf, valid_to: until }) => (
          <label key={id} className={styles.choice}>
            <input type="radio" name="membership" value={id} checked={chosen === id} autoFocus={chosen === id} onChange={() => setChosen(id)} />
            <span>
              <strong>{unit.name}</strong>
              <span className="secondary">
                {terms.role[role]}
                {behalf !== null && ` · ${delegation.choice(behalf, until === null ? '' : formatDay(until))}`}
                {id === me.membership.id && ` · ${words.lastUsed}`}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <button type="submit" className="button button--primary button--large button--block">
        {words.goOn}
      </button>
    </form>
  )
}
