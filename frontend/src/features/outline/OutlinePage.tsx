import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listOutlinesOptions } from '@/api/@tanstack/react-query.gen'
import type { OutlineRead } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { FilterSelect } from '@/components/table/Select'
import { outlineWords } from '@/i18n/outline'
import type { OutlineWords } from '@/i18n/vi/outline'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import { Headings } from './Headings'
import { OutlineForm } from './OutlineForm'

/** The headings of the report, those in force first; whoever coordinates may write them anew from a day on. */
export function OutlinePage() {
  const words = useWords(outlineWords)
  const query = useQuery(listOutlinesOptions())
  const [chosen, setChosen] = useState<string | undefined>()
  const [editing, setEditing] = useState(false)
  return (
    <QueryState query={query}>
      {({ items, allowed_actions }) => {
        const shown = items.find((item) => keyOf(item) === chosen) ?? items.find(({ in_force }) => in_force) ?? items[0]
        if (shown === undefined) return null
        return (
          <>
            <PageHeader
              title={words.title}
              facts={<Facts outline={shown} />}
              actions={
                <>
                  {!editing && allowed_actions.includes('edit') && (
                    <Button type="primary" onClick={() => setEditing(true)}>
                      {words.edit}
                    </Button>
                  )}
                  <LinkButton href="/consolidated">{words.back}</LinkButton>
                </>
              }
            />
            <p style={{ maxWidth: '80ch', marginBottom: 12 }}>{words.intro}</p>
            {editing ? (
              <OutlineForm outline={shown} all={items} onClose={() => setEditing(false)} />
            ) : (
              <div className="stack">
                {items.length > 1 && (
                  <div className="stack" style={{ maxWidth: 480 }}>
                    <FilterSelect label={words.version} value={keyOf(shown)} options={items.map((item) => ({ value: keyOf(item), label: nameOf(item, words) }))} onChange={setChosen} />
                  </div>
                )}
                <Headings headings={shown.headings} />
              </div>
            )}
          </>
        )
      }}
    </QueryState>
  )
}

const keyOf = ({ valid_from }: OutlineRead) => valid_from ?? ''

function nameOf({ valid_from, in_force }: OutlineRead, words: OutlineWords): string {
  const name = valid_from === null ? words.shipped : words.from(formatDay(valid_from))
  return in_force ? `${name} · ${words.inForce}` : name
}

function Facts({ outline }: { outline: OutlineRead }) {
  const words = useWords(outlineWords)
  return (
    <>
      <strong>{nameOf(outline, words)}</strong>
      <span>{words.source(outline.source)}</span>
      {outline.unconfirmed && <span className="secondary">{outline.note === '' ? words.unconfirmed : outline.note}</span>}
      {outline.changed_by !== null && outline.changed_at !== null && <span className="secondary">{words.writtenBy(outline.changed_by, formatMoment(outline.changed_at))}</span>}
    </>
  )
}
