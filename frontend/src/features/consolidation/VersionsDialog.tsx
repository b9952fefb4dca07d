import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { listSectionVersionsOptions } from '@/api/@tanstack/react-query.gen'
import { restoreSection } from '@/api/sdk.gen'
import type { ConsolidatedRead, SectionRead } from '@/api/types.gen'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { QueryState } from '@/components/QueryState'
import { FilterSelect } from '@/components/table/Select'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import { formatMoment } from '@/lib/format'
import { Compared } from './Compared'
import { paragraphSteps } from './paragraphs'
import styles from './parts.module.css'

interface VersionsProps {
  report: ConsolidatedRead
  section: SectionRead
  present: readonly string[]
  onClose: () => void
  onRestored: () => void
}

/** How the section stood at each moment, held against the present text; an earlier one may be taken up again. */
export function VersionsDialog({ report, section, present, onClose, onRestored }: VersionsProps) {
  const words = useWords(consolidationWords)
  const path = { consolidated_id: report.id, key: section.key }
  const query = useQuery({ ...listSectionVersionsOptions({ path }), staleTime: 0 })
  const [chosen, setChosen] = useState<string>()
  const shown = query.data?.items.find(({ number }) => String(number) === chosen) ?? query.data?.items[0]
  const steps = shown === undefined ? [] : paragraphSteps(shown.paragraphs, present)
  const differs = steps.some(({ kind }) => kind !== 'same')
  const restoring = useMutation({
    mutationFn: (number: number) => restoreSection({ path: { ...path, number } }),
    onSuccess: () => {
      onRestored()
      onClose()
    },
  })
  return (
    <Dialog
      title={words.versionsTitle(`${section.number}. ${section.title}`)}
      onClose={onClose}
      width={820}
      actions={
        shown !== undefined && differs && (
          <Button type="primary" loading={restoring.isPending} onClick={() => restoring.mutate(shown.number)}>
            {words.restore}
          </Button>
        )
      }
    >
      <QueryState query={query} heights={[36, 120]}>
        {({ items }) =>
          shown === undefined ? (
            <p>{words.noVersions}</p>
          ) : (
            <div className="stack">
              <FilterSelect
                label={words.versions(items.length)}
                value={String(shown.number)}
                options={items.map(({ number, kept_by: by, kept_at: at, kept_when: when }) => ({ value: String(number), label: `${words.version(number, by, formatMoment(at))}, ${words.keptWhen[when]}` }))}
                onChange={setChosen}
              />
              <h3>{words.compare}</h3>
              <div className={styles.compared}>
                {differs ? <Steps steps={steps} /> : <p>{words.sameText}</p>}
              </div>
            </div>
          )
        }
      </QueryState>
      {restoring.error !== null && <ErrorState error={restoring.error} />}
    </Dialog>
  )
}

/** What became of the version's paragraphs; long stretches that stayed are only counted. */
function Steps({ steps }: { steps: ReturnType<typeof paragraphSteps> }) {
  const words = useWords(consolidationWords)
  return (
    <>
      {steps.map((step, index) => {
        if (step.kind === 'same') return <p key={index} className="secondary small">{words.sameParagraphs(step.count)}</p>
        if (step.kind === 'pair') return <Compared key={index} before={step.before} after={step.after} names={{ before: words.thisVersion, after: words.today }} />
        return (
          <Compared key={index} before={step.kind === 'gone' ? step.text : ''} after={step.kind === 'came' ? step.text : ''} names={{ before: words.thisVersion, after: words.today }} />
        )
      })}
    </>
  )
}
