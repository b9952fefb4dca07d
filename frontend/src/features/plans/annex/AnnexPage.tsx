import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { getPlanOptions } from '@/api/@tanstack/react-query.gen'
import type { PlanRead } from '@/api/types.gen'
import { DownloadButton } from '@/components/DownloadButton'
import { DropArea } from '@/components/DropArea'
import { EmptyState } from '@/components/EmptyState'
import { ErrorState } from '@/components/ErrorState'
import { FileButton } from '@/components/Files'
import { PageHeader } from '@/components/PageHeader'
import { QueryState } from '@/components/QueryState'
import { annexWords } from '@/i18n/annex'
import { useWords } from '@/i18n/words'
import { formatSize } from '@/lib/format'
import { CheckStep } from './CheckStep'
import { isNothing, Next, Nothing, Reading, Steps, Summary } from './parts'
import { MAX_ANNEX_BYTES } from './reading'
import { StoreStep } from './StoreStep'
import { useAnnex } from './use-annex'
import styles from './annex.module.css'

const ACCEPT = '.xlsx,.docx'

/** The annex of a plan in three steps: the file, what it means, what is stored. */
export function AnnexPage({ planId }: { planId: string }) {
  const query = useQuery(getPlanOptions({ path: { plan_id: planId } }))
  return <QueryState query={query}>{(plan) => <Annex plan={plan} />}</QueryState>
}

function Annex({ plan }: { plan: PlanRead }) {
  const words = useWords(annexWords)
  const annex = useAnnex(plan.id)
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const { file, seen, step, progress, storing } = annex
  const may = plan.allowed_actions.includes('edit')
  const take = ([chosen]: readonly File[]) => {
    if (chosen === undefined) return
    setTooLarge(chosen.size > MAX_ANNEX_BYTES ? words.tooLarge(formatSize(chosen.size)) : null)
    if (chosen.size <= MAX_ANNEX_BYTES) annex.read(chosen, [])
  }
  return (
    <DropArea active={may && storing.data === undefined} says={words.dropHere} onFiles={take}>
      <PageHeader title={words.title(plan.year)} facts={<span>{plan.title}</span>} />
      <Steps now={step} />
      {!may && <EmptyState>{words.mayNot}</EmptyState>}
      {may && step === 'choose' && (
        <div className={styles.drop}>
          <p>{words.hint}</p>
          <p>{words.drop}</p>
          <FileButton label={words.choose} accept={ACCEPT} primary onFiles={take} />
          <DownloadButton type="link" path={`/api/v1/plans/${plan.id}/annex`} query={{ file: 'template' }} fileName="mau-phu-luc.xlsx" label={words.template} />
        </div>
      )}
      {progress !== null && <Reading progress={progress} />}
      {tooLarge !== null && <p className="field__error">{tooLarge}</p>}
      {annex.reading.error !== null && <ErrorState error={annex.reading.error} />}
      {seen !== undefined && file !== null && step === 'check' && (
        <>
          <Summary seen={seen} file={file} />
          {isNothing(seen) ? <Nothing /> : <CheckStep key={annex.reading.submittedAt} seen={seen} year={plan.framework_year} choices={annex.choices} onChoose={annex.choose} />}
          <div className={styles.bar}>
            <Next seen={seen} open={seen.doubts.length - annex.choices.size} sending={annex.errors.isPending} onErrors={() => annex.errors.mutate(file)} onNext={() => annex.setStep('store')} />
            <FileButton label={words.other} accept={ACCEPT} onFiles={take} />
            {annex.errors.error !== null && <ErrorState error={annex.errors.error} />}
          </div>
        </>
      )}
      {seen !== undefined && file !== null && step === 'store' && (
        <StoreStep plan={plan} seen={seen} storing={storing} onStore={() => storing.mutate(file)} onBack={() => annex.setStep('check')} />
      )}
    </DropArea>
  )
}
