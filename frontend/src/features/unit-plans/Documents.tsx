import { Button } from 'antd'
import { FileText, Upload } from 'lucide-react'
import { useState } from 'react'
import { getUnitPlan, unlinkEvidence } from '@/api/sdk.gen'
import type { UnitPlanRead } from '@/api/types.gen'
import { DropArea } from '@/components/DropArea'
import { ErrorState } from '@/components/ErrorState'
import { useOpenFile } from '@/components/EvidenceView'
import { FileButton, UploadList } from '@/components/Files'
import files from '@/components/Files.module.css'
import { useSizeCheck } from '@/components/use-size-check'
import { commonWords } from '@/i18n/common'
import { unitPlansWords } from '@/i18n/unit-plans'
import { useWords } from '@/i18n/words'
import { formatSize } from '@/lib/format'
import { useUploads } from '@/lib/upload'
import { keepPlan } from './rows'
import styles from './unit-plans.module.css'

/** The signed document: dropped or chosen, kept in the evidence library, attached to the plan. */
export function Documents({ plan }: { plan: UnitPlanRead }) {
  const words = useWords(unitPlansWords)
  const common = useWords(commonWords)
  const target = `unit_plan:${plan.id}`
  const [problem, setProblem] = useState<unknown>(null)
  const { refused, fitting } = useSizeCheck()
  const opening = useOpenFile()
  const editable = plan.number === 0 && plan.allowed_actions.includes('edit')
  const reload = async () => {
    keepPlan((await getUnitPlan({ path: { unit_plan_id: plan.id } })).data)
  }
  const uploads = useUploads(target, () => void reload())
  const add = (given: readonly File[]) => uploads.add(fitting(given), { link_to: target })
  const takeOff = async (id: string) => {
    try {
      await unlinkEvidence({ path: { evidence_id: id }, body: { targets: [{ type: 'unit_plan', id: plan.id }] } })
      await reload()
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <section className="stack" style={{ gap: 8 }} aria-labelledby="documents">
      <h2 id="documents">{words.documents(plan.documents.length)}</h2>
      {plan.documents.length === 0 && !editable && <p className="secondary">{words.noDocuments}</p>}
      {plan.documents.length > 0 && (
        <ul className={files.files}>
          {plan.documents.map((document) => (
            <li key={document.id}>
              <FileText size={18} aria-hidden />
              <span className={files.fileText}>
                <button type="button" className={files.fileName} onClick={() => opening.mutate({ id: document.id, version: document.file_version, redacted: document.redacted })}>
                  {document.title}
                </button>
                <span className="secondary small">{[document.document_number, formatSize(document.size)].filter(Boolean).join(' · ')}</span>
              </span>
              {editable && (
                <Button type="link" size="small" onClick={() => void takeOff(document.id)}>
                  {words.takeOff}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <UploadList uploads={uploads} />
      {refused !== null && (
        <p className="field__error" role="alert">
          {refused}
        </p>
      )}
      {problem !== null && <ErrorState error={problem} />}
      {opening.error !== null && <ErrorState error={opening.error} />}
      {editable && (
        <DropArea part active says={common.files.limits} onFiles={add}>
          <div className={styles.drop}>
            <Upload size={18} aria-hidden /> {common.files.drop}
            <FileButton label={common.files.choose} multiple onFiles={add} />
            <FileButton label={common.files.takePhoto} camera onFiles={add} />
            <span className="secondary small">{common.files.limits}</span>
          </div>
        </DropArea>
      )}
    </section>
  )
}
