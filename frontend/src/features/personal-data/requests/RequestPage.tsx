import { useQuery } from '@tanstack/react-query'
import { getSubjectRequestOptions } from '@/api/@tanstack/react-query.gen'
import type { SubjectRequestRead } from '@/api/types.gen'
import { FactList } from '@/components/FactList'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { subjectWords } from '@/i18n/subjects'
import { useWords } from '@/i18n/words'
import { formatDay, formatMoment } from '@/lib/format'
import type { FoundSearch } from '@/features/personal-data/search'
import { Acts } from './Acts'
import { mayChoose } from './Choosing'
import { Chosen } from './Chosen'
import { Found } from './Found'
import { RequestState } from './RequestsPage'

interface Address {
  search: FoundSearch
  onSearch: (search: FoundSearch) => void
}

/** One request: who asks for what, by when, and what became of it. */
export function RequestPage({ id, ...address }: Address & { id: string }) {
  const query = useQuery(getSubjectRequestOptions({ path: { request_id: id } }))
  return (
    <QueryState query={query} heights={[48, 160]}>
      {(request) => <Request request={request} {...address} />}
    </QueryState>
  )
}

function Request({ request, search, onSearch }: Address & { request: SubjectRequestRead }) {
  const words = useWords(subjectWords)
  return (
    <>
      <PageHeader
        title={words.requestNumber(request.number)}
        facts={
          <>
            <RequestState request={request} />
            <span>{words.kinds[request.kind]}</span>
          </>
        }
        actions={<LinkButton href="/subject-requests">{words.back}</LinkButton>}
      />
      <section className="stack panel" style={{ marginBottom: 16 }}>
        <FactList
          facts={[
            [words.name, request.subject_name],
            [words.identity, request.identity_number],
            [words.phone, request.phone],
            [words.way, words.ways[request.way]],
            [words.unit, request.unit.name],
            [words.receivedOn, formatDay(request.received_on)],
            [words.dueOn, formatDay(request.due_on)],
            [words.extension, request.first_due_on === null ? null : words.extended(formatDay(request.first_due_on), request.extension_reason ?? '')],
            [words.registeredBy, words.by(request.registered_by, formatMoment(request.registered_at))],
            [words.outcome, request.outcome],
            [words.state, request.closed_by === null || request.closed_at === null ? null : words.closed(words.states[request.state], request.closed_by, formatMoment(request.closed_at))],
          ]}
        />
        <Acts request={request} />
      </section>
      <Chosen request={request} />
      {mayChoose(request) && <Found request={request} search={search} onSearch={onSearch} />}
    </>
  )
}
