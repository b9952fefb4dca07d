import { useQuery } from '@tanstack/react-query'
import { listEventTypesOptions } from '@/api/@tanstack/react-query.gen'
import type { EventGroup } from '@/api/types.gen'
import { Chips } from '@/components/Chips'
import { PickList } from '@/components/PickList'
import { QueryState } from '@/components/QueryState'
import { webhookWords } from '@/i18n/webhooks'
import { useWords } from '@/i18n/words'

interface TypesProps {
  chosen: readonly string[]
  onChoose: (types: readonly string[]) => void
}

/** All types of events, or some of them by resource. */
export function TypesField({ chosen, onChoose }: TypesProps) {
  const words = useWords(webhookWords)
  const query = useQuery(listEventTypesOptions())
  const every = chosen.includes('*')
  return (
    <div className="stack">
      <div className="stack" style={{ gap: 6 }}>
        <strong aria-hidden>{words.types}</strong>
        <Chips
          label={words.types}
          chips={[
            { key: 'every', label: words.everyType },
            { key: 'some', label: words.someTypes },
          ]}
          chosen={every ? 'every' : 'some'}
          onChoose={(key) => onChoose(key === 'every' ? ['*'] : [])}
        />
      </div>
      {!every && (
        <QueryState query={query} heights={[160]}>
          {({ items }) => <PickList title={words.someTypes} none={words.chooseTypes} some={words.typeCount} items={choices(items, words.allOf)} chosen={chosen} onChoose={onChoose} />}
        </QueryState>
      )}
    </div>
  )
}

function choices(groups: readonly EventGroup[], allOf: (resource: string) => string) {
  return groups.flatMap((group) => [
    { id: `${group.resource}.*`, label: allOf(group.words) },
    ...group.types.map((type) => ({ id: type.name, label: type.words, note: group.words })),
  ])
}

/** What a webhook is told, in words: whole resources first. */
export function useTypeNames(): (types: readonly string[]) => string {
  const words = useWords(webhookWords)
  const groups = useQuery(listEventTypesOptions()).data?.items ?? []
  const names = new Map(groups.flatMap((group) => [[`${group.resource}.*`, words.allOf(group.words)] as const, ...group.types.map((type) => [type.name, `${group.words}: ${type.words}`] as const)]))
  return (types) => (types.includes('*') ? words.everyType : types.map((type) => names.get(type) ?? type).join('; '))
}
