import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { createUserMutation } from '@/api/@tanstack/react-query.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { adminWords } from '@/i18n/admin'
import { useWords } from '@/i18n/words'
import { isProblem } from '@/lib/http/problem'
import { RoleFields, type Post } from './RoleFields'

/** A new account; the one-time password is shown once. */
export function AddPersonDialog({ onClose }: { onClose: () => void }) {
  const words = useWords(adminWords)
  const cache = useQueryClient()
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [post, setPost] = useState<Post>({ unit: '', role: 'officer' })
  const making = useMutation({ ...createUserMutation(), onSuccess: () => void cache.invalidateQueries() })
  const problem: unknown = making.error
  const errorOf = (field: string) => (isProblem(problem) ? problem.errorOf(field) : undefined)
  const ready = username.trim() !== '' && name.trim() !== '' && post.unit !== ''
  const made = making.data
  return (
    <Dialog
      title={words.add}
      onClose={onClose}
      width={560}
      actions={
        made === undefined && (
          <Button
            type="primary"
            aria-disabled={!ready}
            onClick={() => ready && making.mutate({ body: { username, full_name: name, email: email === '' ? null : email, unit_id: post.unit, role: post.role } })}
          >
            {words.add}
          </Button>
        )
      }
    >
      {made === undefined ? (
        <div className="stack">
          <TextField label={words.fullName} value={name} error={errorOf('full_name')} onChange={(event) => setName(event.target.value)} />
          <TextField label={words.username} autoCapitalize="none" spellCheck={false} value={username} error={errorOf('username')} onChange={(event) => setUsername(event.target.value)} />
          <TextField label={words.email} optional type="email" value={email} error={errorOf('email')} onChange={(event) => setEmail(event.target.value)} />
          <RoleFields value={post} onChange={setPost} />
          {problem !== null && <ErrorState error={problem} />}
        </div>
      ) : (
        <p role="status">
          {words.oneTime(made.username)} <strong>{made.one_time_password}</strong>
        </p>
      )}
    </Dialog>
  )
}
