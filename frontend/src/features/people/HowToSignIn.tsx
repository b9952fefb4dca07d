import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listIdentitiesOfOptions, takeTotpOffMutation, unlinkIdentityOfMutation } from '@/api/@tanstack/react-query.gen'
import type { PersonRow } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { adminWords } from '@/i18n/admin'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'

/** Beside the password: the second factor, and linked accounts of the identity provider. */
export function HowToSignIn({ person }: { person: PersonRow }) {
  const words = useWords(adminWords)
  const common = useWords(commonWords)
  const cache = useQueryClient()
  const [asking, setAsking] = useState(false)
  const links = useQuery(listIdentitiesOfOptions({ path: { person_id: person.id } }))
  const again = { onSuccess: () => void cache.invalidateQueries() }
  const taking = useMutation({ ...takeTotpOffMutation(), ...again })
  const unlinking = useMutation({ ...unlinkIdentityOfMutation(), ...again })
  const error = taking.error ?? unlinking.error
  return (
    <>
      <section className="stack stack--close">
        <h3>{words.factor}</h3>
        <div className="row">
          <span>{person.second_factor === true ? words.factorOn : words.factorOff}</span>
          {person.allowed_actions.includes('take_totp_off') && !asking && (
            <Button size="small" onClick={() => setAsking(true)}>
              {words.takeFactorOff}
            </Button>
          )}
        </div>
        {asking && person.second_factor === true && (
          <>
            <p role="status">{words.takeFactorOffSure}</p>
            <div className="row">
              <Button danger autoFocus onClick={() => taking.mutate({ path: { person_id: person.id } })}>
                {words.takeFactorOff}
              </Button>
              <Button onClick={() => setAsking(false)}>{common.cancel}</Button>
            </div>
          </>
        )}
      </section>
      <section className="stack stack--close">
        <h3>{words.identities}</h3>
        <QueryState query={links} heights={[24]}>
          {({ items }) => (
            <ul className="stack stack--close">
              {items.length === 0 && <li className="secondary">{words.noIdentities}</li>}
              {items.map((link) => (
                <li key={link.id} className="row">
                  <span>
                    {link.name} <span className="secondary small">{words.identityUsed(formatMoment(link.last_used_at))}</span>
                  </span>
                  <Button size="small" onClick={() => unlinking.mutate({ path: { person_id: person.id, identity_id: link.id } })}>
                    {words.unlink}
                  </Button>
                </li>
              ))}
            </ul>
          )}
        </QueryState>
      </section>
      {error !== null && <ErrorState error={error} />}
    </>
  )
}
