import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { PencilRuler } from 'lucide-react'
import { useState } from 'react'
import { getReportCorrectionsOptions } from '@/api/@tanstack/react-query.gen'
import type { CorrectionRead, LineRead, ReportRead } from '@/api/types.gen'
import { periodsWords } from '@/i18n/periods'
import { useWords } from '@/i18n/words'
import { CorrectionDialog } from './CorrectionDialog'
import { CorrectionItem } from './CorrectionItem'
import styles from './corrections.module.css'

interface BoxProps {
  report: ReportRead
  lines: readonly LineRead[]
}

/** What was corrected of an accepted report, what is being corrected, and the way to begin. */
export function CorrectionsBox({ report, lines }: BoxProps) {
  const words = useWords(periodsWords)
  const [writing, setWriting] = useState<CorrectionRead | 'new' | null>(null)
  const found = useQuery({ ...getReportCorrectionsOptions({ path: { report_id: report.id } }), enabled: report.state === 'accepted' || report.seal_number !== null })
  const read = found.data
  if (read === undefined || (read.items.length === 0 && read.allowed_actions.length === 0)) return null
  return (
    <section className={styles.box} aria-label={words.corrections}>
      {read.allowed_actions.includes('begin') && (
        <div className="row">
          <Button size="small" onClick={() => setWriting('new')}>
            <PencilRuler size={16} aria-hidden /> {words.correct}
          </Button>
        </div>
      )}
      {read.items.map((correction) => (
        <CorrectionItem key={correction.id} correction={correction} onEdit={() => setWriting(correction)} />
      ))}
      {writing !== null && <CorrectionDialog report={report} lines={lines} correction={writing === 'new' ? null : writing} onClose={() => setWriting(null)} />}
    </section>
  )
}
