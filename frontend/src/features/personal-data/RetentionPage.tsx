import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getRetentionRulesOptions, listDueDocumentsOptions } from '@/api/@tanstack/react-query.gen'
import type { RulesRead } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { ListPage } from '@/components/table/ListPage'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { DueTable } from './DueTable'
import { RulesDialog } from './RulesDialog'
import type { RetentionSearch } from './search'


interface RetentionProps {
  search: RetentionSearch
  onSearch: (search: RetentionSearch) => void
}

/** How long documents are kept, and which of them are due. */
export function RetentionPage({ search, onSearch }: RetentionProps) {
  const words = useWords(personalWords)
  const { q, sort, cursor, unit } = search
  const rules = useQuery(getRetentionRulesOptions())
  const query = useQuery({ ...listDueDocumentsOptions({ query: { unit, q, sort, cursor, count: true } }), placeholderData: keepPreviousData })
  return (
    <>
      <PageHeader title={words.retention} facts={<span className="secondary">{words.retentionAbout}</span>} actions={<LinkButton href="/personal-data">{words.erasures}</LinkButton>} />
      <QueryState query={rules} heights={[120]}>
        {(found) => <Rules rules={found} />}
      </QueryState>
      <h2>{words.due}</h2>
      <ListPage path="/api/v1/retention/due" fileName="tai-lieu-het-han.xlsx" query={query} search={search} onSearch={onSearch} filters={{ unit }} things={words.dueThings} empty={words.dueEmpty}>
        {(rows) => <DueTable rows={rows} search={search} onSearch={onSearch} />}
      </ListPage>
    </>
  )
}

function Rules({ rules }: { rules: RulesRead }) {
  const words = useWords(personalWords)
  const [open, setOpen] = useState(false)
  return (
    <section className="stack" style={{ gap: 8, marginBottom: 16 }}>
      <ul>
        {rules.rules.map((rule) => (
          <li key={rule.use}>{words.rule(words.uses[rule.use], rule.years, words.countedFrom[rule.counted_from])}</li>
        ))}
      </ul>
      <p className="small">{words.usedOn}</p>
      <p className="small">
        {words.source}: {rules.source}. {rules.confirmed ? words.confirmed : <strong>{words.unconfirmed}</strong>}
        {rules.changed_by !== null && rules.changed_at !== null && ` ${words.writtenBy(rules.changed_by, formatMoment(rules.changed_at))}`}
      </p>
      {rules.allowed_actions.includes('edit') && (
        <div>
          <Button onClick={() => setOpen(true)}>{words.editRules}</Button>
        </div>
      )}
      {open && <RulesDialog rules={rules} onClose={() => setOpen(false)} />}
    </section>
  )
}
