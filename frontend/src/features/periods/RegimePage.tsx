import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getReportRegimeOptions } from '@/api/@tanstack/react-query.gen'
import type { RegimeRead } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { periodsWords } from '@/i18n/periods'
import { regimeWords } from '@/i18n/regime'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { RegimeForm } from './RegimeForm'
import { RegimeRows } from './RegimeRows'

/** The regime of reporting as it holds; whoever plans the periods may write it anew. */
export function RegimePage() {
  const words = useWords(regimeWords)
  const periods = useWords(periodsWords)
  const query = useQuery(getReportRegimeOptions())
  const [editing, setEditing] = useState(false)
  const [saved, setSaved] = useState(false)
  const close = (done: boolean) => {
    setSaved(done)
    setEditing(false)
  }
  return (
    <QueryState query={query}>
      {(regime) => (
        <>
          <PageHeader
            title={words.pageTitle}
            facts={<Facts regime={regime} />}
            actions={
              <>
                {!editing && regime.allowed_actions.includes('edit') && (
                  <Button type="primary" onClick={() => setEditing(true)}>
                    {words.edit}
                  </Button>
                )}
                <LinkButton href="/period-calendar">{periods.calendar}</LinkButton>
              </>
            }
          />
          <div className="stack">
            <p style={{ maxWidth: '80ch' }}>{words.intro}</p>
            <div role="status">{saved && !editing && <p>{words.saved}</p>}</div>
            {editing ? <RegimeForm regime={regime} onClose={close} /> : <RegimeRows rows={regime.rows} />}
          </div>
        </>
      )}
    </QueryState>
  )
}

function Facts({ regime }: { regime: RegimeRead }) {
  const words = useWords(regimeWords)
  const { basis } = useWords(periodsWords)
  return (
    <>
      <span>{basis(regime.basis)}</span>
      <span className="secondary">{regime.changed_by !== null && regime.changed_at !== null ? words.writtenBy(regime.changed_by, formatMoment(regime.changed_at)) : words.shipped}</span>
    </>
  )
}
