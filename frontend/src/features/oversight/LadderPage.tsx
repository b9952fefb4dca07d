import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { getEscalationLadderOptions } from '@/api/@tanstack/react-query.gen'
import type { LadderRead } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { ladderWords } from '@/i18n/ladder'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { LadderForm } from './LadderForm'
import { LadderSentences } from './LadderSentences'

/** Who is told of a deadline when, a sentence a step; whoever coordinates may write it anew. */
export function LadderPage() {
  const words = useWords(ladderWords)
  const query = useQuery(getEscalationLadderOptions())
  return (
    <QueryState query={query}>
      {(read) => (
        <>
          <PageHeader
            title={words.title}
            facts={<span className="secondary">{read.written ? words.writtenBy(read.changed_by ?? '', read.changed_at === null ? '' : formatMoment(read.changed_at)) : words.shipped}</span>}
            actions={<LinkButton href="/urging">{words.toSent}</LinkButton>}
          />
          <div className="stack">
            <p style={{ maxWidth: '80ch' }}>{words.intro}</p>
            <Standing key={read.version} read={read} />
          </div>
        </>
      )}
    </QueryState>
  )
}

function Standing({ read }: { read: LadderRead }) {
  const words = useWords(ladderWords)
  const [editing, setEditing] = useState(false)
  if (editing) return <LadderForm read={read} onClose={() => setEditing(false)} />
  return (
    <div className="stack">
      <LadderSentences ladder={read} />
      {read.allowed_actions.includes('edit') && (
        <div>
          <Button type="primary" onClick={() => setEditing(true)}>
            {words.edit}
          </Button>
        </div>
      )}
    </div>
  )
}
