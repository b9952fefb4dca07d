import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { FileDown, Upload } from 'lucide-react'
import { useRef, useState } from 'react'
import { addPaperTemplateMutation, listPaperTemplatesOptions } from '@/api/@tanstack/react-query.gen'
import type { PaperKind, TemplatesRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { LinkButton } from '@/components/LinkButton'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { FilterSelect } from '@/components/table/Select'
import { UnitSelect } from '@/components/table/UnitSelect'
import { papersWords } from '@/i18n/papers'
import { useWords } from '@/i18n/words'
import { DOCX, download } from '@/lib/download'
import { toProblem } from '@/lib/http/problem'
import { Fields } from './Fields'
import { Versions } from './Versions'
import styles from './papers.module.css'

const KINDS: readonly PaperKind[] = ['report', 'unit_plan', 'letter', 'consolidated']

/** The templates that papers in Word follow: the shipped ones, and those that an office put in their place. */
export function TemplatesPage() {
  const words = useWords(papersWords)
  const query = useQuery(listPaperTemplatesOptions())
  return (
    <>
      <PageHeader title={words.title} facts={<span className="secondary">{words.about}</span>} actions={<LinkButton href="/letterhead">{words.letterhead}</LinkButton>} />
      <QueryState query={query}>
        {(read) => (
          <div className="stack" style={{ gap: 24 }}>
            <Loading />
            <InForce read={read} />
            <Versions items={read.items} />
            <Fields fields={read.fields} />
          </div>
        )}
      </QueryState>
    </>
  )
}

function Loading() {
  const words = useWords(papersWords)
  const cache = useQueryClient()
  const input = useRef<HTMLInputElement>(null)
  const [kind, setKind] = useState<PaperKind>('report')
  const [unit, setUnit] = useState<string | undefined>()
  const adding = useMutation({ ...addPaperTemplateMutation(), onSuccess: () => void cache.invalidateQueries() })
  const send = (file: File | undefined) => {
    if (file !== undefined) adding.mutate({ body: { file, kind, unit_id: unit } })
  }
  return (
    <section className="stack" aria-label={words.load}>
      <div className={styles.loading}>
        <FilterSelect label={words.kind} value={kind} options={KINDS.map((value) => ({ value, label: words.kinds[value] }))} onChange={(next) => setKind(next ?? 'report')} />
        <UnitSelect label={words.ofWhom} value={unit} all={words.forAll} onChange={setUnit} />
        <input
          ref={input}
          type="file"
          hidden
          accept=".docx"
          aria-label={words.load}
          onChange={(event) => {
            send(event.target.files?.[0])
            event.target.value = ''
          }}
        />
        <Button type="primary" aria-disabled={adding.isPending} onClick={() => !adding.isPending && input.current?.click()}>
          <Upload size={16} aria-hidden /> {adding.isPending ? words.loading : words.load}
        </Button>
      </div>
      <p role="status" className="secondary">
        {adding.isSuccess ? words.loaded(words.kinds[adding.variables.body.kind]) : ''}
      </p>
      {adding.error !== null && (
        <ErrorState error={adding.error}>
          <ul>
            {toProblem(adding.error).errors.map(({ detail }) => (
              <li key={detail}>{detail}</li>
            ))}
          </ul>
        </ErrorState>
      )}
    </section>
  )
}

/** Of each kind what holds for all, and the shipped template to begin with. */
function InForce({ read }: { read: TemplatesRead }) {
  const words = useWords(papersWords)
  const getting = useMutation({ mutationFn: (kind: PaperKind) => download(`/api/v1/paper-templates/shipped/${kind}`, {}, DOCX, `mau-${kind}.docx`) })
  return (
    <section>
      <h2>{words.inForce}</h2>
      <ul className={styles.kinds}>
        {KINDS.map((kind) => {
          const used = read.items.find((item) => item.kind === kind && item.unit === null && item.in_use)
          return (
            <li key={kind}>
              <strong>{words.kinds[kind]}</strong>
              <span className="secondary">{used === undefined ? words.shipped : `${words.version(used.number)} · ${used.file_name}`}</span>
              <Button onClick={() => getting.mutate(kind)}>
                <FileDown size={16} aria-hidden /> {words.getShipped}
              </Button>
            </li>
          )
        })}
      </ul>
      {getting.error !== null && <ErrorState error={getting.error} />}
    </section>
  )
}
