import { Button } from 'antd'
import { TextField } from '@/components/Field'
import { inspectionWords } from '@/i18n/inspections'
import { useWords } from '@/i18n/words'
import { uuid } from '@/lib/uuid'
import styles from './inspections.module.css'

export interface Member {
  key: string
  name: string
  post: string
  head: boolean
}

/** A row of the form; an empty one unless somebody is given. */
export function memberOf(given: Omit<Member, 'key'> = { name: '', post: '', head: false }): Member {
  return { ...given, key: uuid() }
}

interface TeamProps {
  team: readonly Member[]
  error: string | undefined
  onChange: (team: readonly Member[]) => void
}

/** The people who inspect, by name; exactly one is their head. */
export function Team({ team, error, onChange }: TeamProps) {
  const words = useWords(inspectionWords)
  const change = (key: string, given: Partial<Member>) => onChange(team.map((member) => (member.key === key ? { ...member, ...given } : member)))
  return (
    <fieldset className={styles.team}>
      <legend className="field__label">{words.team}</legend>
      {team.map((member, place) => (
        <div key={member.key} className={styles.member} role="group" aria-label={words.member(place + 1)}>
          <TextField label={words.memberName} value={member.name} onChange={({ target }) => change(member.key, { name: target.value })} />
          <TextField label={words.memberPost} optional value={member.post} onChange={({ target }) => change(member.key, { post: target.value })} />
          <label className="row">
            <input type="radio" name="head-of-team" checked={member.head} onChange={() => onChange(team.map((one) => ({ ...one, head: one.key === member.key })))} />
            {words.head}
          </label>
          {team.length > 1 && !member.head && (
            <Button type="link" size="small" aria-label={words.removeMember(member.name === '' ? words.member(place + 1) : member.name)} onClick={() => onChange(team.filter((one) => one.key !== member.key))}>
              {words.takeOff}
            </Button>
          )}
        </div>
      ))}
      {error !== undefined && <p className="field__error">{error}</p>}
      <Button onClick={() => onChange([...team, memberOf()])}>{words.addMember}</Button>
    </fieldset>
  )
}
