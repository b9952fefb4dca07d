import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { Copy, EllipsisVertical, FileSpreadsheet, ListChecks, PanelsLeftBottom, Send, Table2, UserCheck } from 'lucide-react'
import { useState } from 'react'
import { carryForwardMutation, handOverReportMutation } from '@/api/@tanstack/react-query.gen'
import { carryForward } from '@/api/sdk.gen'
import type { ReportRead } from '@/api/types.gen'
import { AppLink } from '@/components/AppLink'
import { LinkButton } from '@/components/LinkButton'
import { Dialog } from '@/components/Dialog'
import { ErrorState } from '@/components/ErrorState'
import { Menu } from '@/components/frame/Menu'
import menu from '@/components/frame/Menu.module.css'
import { offlineWords } from '@/i18n/offline'
import { reportsWords } from '@/i18n/reports'
import { useWords } from '@/i18n/words'
import type { Place } from './lines'
import styles from './editor.module.css'

interface ReportActionsProps {
  report: ReportRead
  place: Place
  onPlace: (place: Place) => void
}

/** What this person may do with the report: one main act, the rest under three dots. */
export function ReportActions({ report, place, onPlace }: ReportActionsProps) {
  const words = useWords(reportsWords)
  const offline = useWords(offlineWords)
  const [asking, setAsking] = useState<number | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const may = (action: string) => report.allowed_actions.includes(action)
  const hasLines = report.lines_total > 0
  const carries = hasLines && may('carry_forward')
  const ask = async () => {
    setProblem(null)
    try {
      setAsking((await carryForward({ path: { report_id: report.id }, query: { dry_run: true }, body: {} })).data.lines)
    } catch (error) {
      setProblem(error)
    }
  }
  const table = place.view === 'table'
  const View = table ? PanelsLeftBottom : Table2
  return (
    <>
      {carries && (
        <Button className={styles.onlyWide} onClick={() => void ask()}>
          <Copy size={16} aria-hidden /> {words.carryForward}
        </Button>
      )}
      {may('submit') && (
        <LinkButton type="primary" href={`/reports/${report.id}/check`}>
          <Send size={16} aria-hidden /> {words.check}
        </LinkButton>
      )}
      {may('hand_over') && <HandOverButton report={report} />}
      <Menu label={words.moreActions} className={`button ${styles.dots ?? ''}`} button={<EllipsisVertical size={18} aria-hidden />}>
        {(close) => (
          <>
            {carries && (
              <button
                type="button"
                className={`${menu.item ?? ''} ${styles.onlyNarrow ?? ''}`}
                onClick={() => {
                  close()
                  void ask()
                }}
              >
                <Copy size={18} aria-hidden /> {words.carryForward}
              </button>
            )}
            {hasLines && (
              <button
                type="button"
                className={menu.item}
                onClick={() => {
                  close()
                  onPlace(table ? {} : { view: 'table' })
                }}
              >
                <View size={18} aria-hidden /> {table ? words.asList : words.asTable}
              </button>
            )}
            {hasLines && may('edit') && (
              <AppLink className={menu.item} href={`/reports/${report.id}/workbook`}>
                <FileSpreadsheet size={18} aria-hidden /> {offline.open}
              </AppLink>
            )}
            {may('edit') && !may('submit') && (
              <AppLink className={menu.item} href={`/reports/${report.id}/check`}>
                <ListChecks size={18} aria-hidden /> {words.checkOnly}
              </AppLink>
            )}
          </>
        )}
      </Menu>
      {problem !== null && <ErrorState error={problem} />}
      {asking !== null && <CarryDialog report={report} lines={asking} onClose={() => setAsking(null)} />}
    </>
  )
}

/** The officer's last act: a notice to the head, no new state. */
export function HandOverButton({ report, large = false }: { report: ReportRead; large?: boolean }) {
  const words = useWords(reportsWords)
  const cache = useQueryClient()
  const handing = useMutation({ ...handOverReportMutation(), onSuccess: () => void cache.invalidateQueries() })
  const first = report.handed_over_at === null
  return (
    <>
      <Button type={first ? 'primary' : 'default'} size={large ? 'large' : 'medium'} aria-disabled={handing.isPending} onClick={() => !handing.isPending && handing.mutate({ path: { report_id: report.id } })}>
        <UserCheck size={16} aria-hidden /> {first ? words.handOver : words.handOverAgain}
      </Button>
      {handing.error !== null && <ErrorState error={handing.error} />}
    </>
  )
}

function CarryDialog({ report, lines, onClose }: { report: ReportRead; lines: number; onClose: () => void }) {
  const words = useWords(reportsWords)
  const cache = useQueryClient()
  const carrying = useMutation({
    ...carryForwardMutation(),
    onSuccess: () => {
      onClose()
      void cache.invalidateQueries()
    },
  })
  return (
    <Dialog
      title={words.carryForward}
      onClose={onClose}
      actions={
        lines > 0 && (
          <Button type="primary" onClick={() => carrying.mutate({ path: { report_id: report.id }, body: {} })}>
            {words.carryDo}
          </Button>
        )
      }
    >
      <p>{lines === 0 ? words.carryNothing : words.carryQuestion(lines)}</p>
      {lines > 0 && <p className="secondary">{words.carryNote}</p>}
      {carrying.error !== null && <ErrorState error={carrying.error} />}
    </Dialog>
  )
}
