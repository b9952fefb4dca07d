import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { changeNotificationSettingsMutation, getNotificationSettingsOptions, getNotificationSettingsQueryKey } from '@/api/@tanstack/react-query.gen'
import type { Channel, NotificationSettings, TopicSetting } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { noticeWords } from '@/i18n/notices'
import { useWords } from '@/i18n/words'
import styles from './notifications.module.css'

const CHANNELS: readonly Channel[] = ['now', 'digest', 'off']

/** How the person hears of each class of news by mail; every choice is stored as it is made. */
export function NoticeSettings() {
  const query = useQuery(getNotificationSettingsOptions())
  return (
    <QueryState query={query} heights={[48, 48, 48]}>
      {(settings) => <Choices settings={settings} />}
    </QueryState>
  )
}

function Choices({ settings }: { settings: NotificationSettings }) {
  const words = useWords(noticeWords)
  const cache = useQueryClient()
  const [saved, setSaved] = useState('')
  const changing = useMutation({
    ...changeNotificationSettingsMutation(),
    onSuccess: (answer) => cache.setQueryData(getNotificationSettingsQueryKey(), answer),
  })
  const choose = ({ topic, label }: TopicSetting, mail: Channel) => {
    setSaved('')
    changing.mutate({ body: { topics: { [topic]: mail } } }, { onSuccess: () => setSaved(words.saved(label)) })
  }
  const { state, address } = settings
  return (
    <div className={styles.settings}>
      <p className="small">{words.intro}</p>
      <p className="small secondary">{state === 'ready' ? words.states.ready(address ?? '') : words.states[state]}</p>
      {settings.topics.map((one) => (
        <label key={one.topic} className={styles.choice}>
          <span>{one.label}</span>
          <select
            className="input"
            aria-label={words.mailOf(one.label)}
            value={one.mail}
            disabled={changing.isPending}
            onChange={(event) => choose(one, CHANNELS.find((channel) => channel === event.target.value) ?? one.standard)}
          >
            {CHANNELS.map((channel) => (
              <option key={channel} value={channel}>
                {words.mail[channel]}
              </option>
            ))}
          </select>
        </label>
      ))}
      <p role="status" className="small">
        {saved}
      </p>
      {changing.isError && <ErrorState error={changing.error} />}
    </div>
  )
}
