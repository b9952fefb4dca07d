import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { endSessionOfMutation, getUserOptions, listSessionsOfOptions } from '@/api/@tanstack/react-query.gen'
import { addMembership, createResetCode, endMembership, updateUser } from '@/api/sdk.gen'
import type { PersonRow } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { QueryState } from '@/components/QueryState'
import { adminWords } from '@/i18n/admin'
import { delegationsWords } from '@/i18n/delegations'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import { HowToSignIn } from './HowToSignIn'
import { RoleFields, type Post } from './RoleFields'

/** One account: its data, its roles, its lock. */
export function PersonDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const words = useWords(adminWords)
  const query = useQuery(getUserOptions({ path: { person_id: id } }))
  return (
    <Dialog title={words.details} onClose={onClose} width={640}>
      <QueryState query={query}>{(person) => <Person key={person.version} person={person} />}</QueryState>
    </Dialog>
  )
}

function Person({ person }: { person: PersonRow }) {
  const words = useWords(adminWords)
  const terms = useWords(termWords)
  const delegation = useWords(delegationsWords)
  const cache = useQueryClient()
  const [name, setName] = useState(person.full_name)
  const [email, setEmail] = useState(person.email ?? '')
  const [post, setPost] = useState<Post>({ unit: '', role: 'officer' })
  const [code, setCode] = useState<string | null>(null)
  const path = { person_id: person.id }
  const acting = useMutation({ mutationFn: (work: () => Promise<unknown>) => work(), onSuccess: () => void cache.invalidateQueries() })
  const act = (work: () => Promise<unknown>) => acting.mutate(work)
  const editable = person.allowed_actions.includes('edit')
  return (
    <div className="stack">
      <p className="secondary">{person.username}</p>
      <TextField label={words.fullName} value={name} disabled={!editable} onChange={(event) => setName(event.target.value)} />
      <TextField label={words.email} optional value={email} disabled={!editable} onChange={(event) => setEmail(event.target.value)} />
      {editable && (
        <div className="row">
          <Button type="primary" onClick={() => act(() => updateUser({ path, body: { full_name: name, email: email === '' ? null : email } }))}>
            {words.save}
          </Button>
          <Button onClick={() => act(() => updateUser({ path, body: { active: !person.active } }))}>
            {person.active ? words.lock : words.unlock}
          </Button>
          <Button onClick={() => act(async () => setCode((await createResetCode({ path })).data.code))}>
            {words.resetPassword}
          </Button>
        </div>
      )}
      {code !== null && (
        <p role="status">
          {words.resetCode} <strong>{code}</strong>
        </p>
      )}
      <h3>{words.roles}</h3>
      <ul className="stack" style={{ gap: 8 }}>
        {person.memberships.map((membership) => (
          <li key={membership.id} className="row">
            <span>
              {terms.role[membership.role]}, {membership.unit.name}{' '}
              {membership.on_behalf_of !== null && `(${delegation.bannerShort(membership.on_behalf_of)}) `}
              <span className="secondary small">{words.fromTo(formatDay(membership.valid_from), membership.valid_to === null ? words.now : formatDay(membership.valid_to))}</span>
            </span>
            {editable && membership.valid_to === null && membership.on_behalf_of === null && (
              <Button size="small" onClick={() => act(() => endMembership({ path: { ...path, membership_id: membership.id } }))}>
                {words.endRole}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editable && (
        <>
          <RoleFields value={post} onChange={setPost} />
          <div>
            <Button aria-disabled={post.unit === ''} onClick={() => post.unit !== '' && act(() => addMembership({ path, body: { unit_id: post.unit, role: post.role } }))}>
              {words.addRole}
            </Button>
          </div>
        </>
      )}
      {acting.error !== null && <ErrorState error={acting.error} />}
      {editable && <HowToSignIn key={person.version} person={person} />}
      {editable && <Sessions person={person} />}
    </div>
  )
}

/** Where the account is signed in; one of them can be ended without locking the person out. */
function Sessions({ person }: { person: PersonRow }) {
  const words = useWords(adminWords)
  const options = listSessionsOfOptions({ path: { person_id: person.id } })
  const query = useQuery(options)
  const cache = useQueryClient()
  const ending = useMutation({ ...endSessionOfMutation(), onSuccess: () => void cache.invalidateQueries({ queryKey: options.queryKey }) })
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h3>{words.sessions}</h3>
      <QueryState query={query} heights={[24]}>
        {({ items }) => (
          <ul className="stack" style={{ gap: 8 }}>
            {items.length === 0 && <li className="secondary">{words.noSessions}</li>}
            {items.map((session) => (
              <li key={session.id} className="row">
                <span>
                  {session.client_id === 'papi-spa' ? words.browser : words.script}
                  {session.address !== null && `, ${session.address}`}{' '}
                  <span className="secondary small">{words.sessionUsed(formatMoment(session.last_used_at))}</span>
                </span>
                {!session.current && (
                  <Button size="small" onClick={() => ending.mutate({ path: { person_id: person.id, session_id: session.id } })}>
                    {words.endSession}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryState>
      {ending.error !== null && <ErrorState error={ending.error} />}
    </section>
  )
}
