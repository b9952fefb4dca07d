import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listExtensionsOptions } from '@/api/@tanstack/react-query.gen'
import type { AssignmentRead } from '@/api/types.gen'
import { useWords } from '@/i18n/words'
import { workWords } from '@/i18n/work'
import { may, useMe } from '@/lib/session/access'
import { AskDialog } from './AskDialog'
import { ExtensionFacts } from './ExtensionFacts'

/** In the assignment's panel: its requests for a later day, and the way to make one. */
export function ExtensionBox({ assignment }: { assignment: AssignmentRead }) {
  const words = useWords(workWords)
  const me = useMe()
  const shown = may(me, 'extension.read') && (assignment.extension_asked || assignment.extended_times > 0 || assignment.unit.id === me.membership.unit.id)
  const requests = useQuery({ ...listExtensionsOptions({ query: { assignment: assignment.id, limit: 20 } }), enabled: shown }).data?.items ?? []
  const [asking, setAsking] = useState(false)
  const mayAsk = assignment.allowed_actions.includes('ask_extension')
  if (requests.length === 0 && !mayAsk) return null
  return (
    <section className="stack" style={{ gap: 12 }}>
      {requests.length > 0 && <h3>{words.extensionsOf}</h3>}
      {requests.map((extension) => (
        <ExtensionFacts key={`${extension.id}-${extension.version}`} extension={extension} />
      ))}
      {mayAsk && (
        <Button size="small" style={{ alignSelf: 'start' }} onClick={() => setAsking(true)}>
          {words.ask}
        </Button>
      )}
      {asking && <AskDialog assignment={assignment} onClose={() => setAsking(false)} />}
    </section>
  )
}
