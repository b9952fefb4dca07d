import { Button } from 'antd'
import { ChevronLeft, ChevronRight, Send } from 'lucide-react'
import type { LineRead, ReportRead } from '@/api/types.gen'
import { LinkButton } from '@/components/LinkButton'
import { reportsWords } from '@/i18n/reports'
import { termWords } from '@/i18n/terms'
import { useWords } from '@/i18n/words'
import type { Drafts } from '@/lib/drafts/drafts'
import { useDraftSummary } from '@/lib/drafts/use-drafts'
import { SaveStatus } from '@/components/SaveStatus'
import { LineAside } from './LineAside'
import { LineEditor } from './LineEditor'
import type { LineDraft, Place } from './lines'
import type { EditorKeys } from './use-editor-keys'
import styles from './editor.module.css'

interface LinePaneProps {
  report: ReportRead
  lines: readonly LineRead[]
  line: LineRead
  drafts: Drafts<LineDraft>
  keys: EditorKeys
  place: Place
  onPlace: (place: Place) => void
  /** Where there is no room beside the line, what belongs to it stands in tabs over it. */
  aside: boolean
}

/** The one open line: where it stands, its fields, and the way on. */
export function LinePane({ report, lines, line, drafts, keys, place, onPlace, aside }: LinePaneProps) {
  const words = useWords(reportsWords)
  const terms = useWords(termWords)
  const summary = useDraftSummary(drafts)
  const facts = [line.task.source_ref, terms.part[line.part as keyof typeof terms.part], terms.cadence[line.task.cadence as keyof typeof terms.cadence]]
  const editor = <LineEditor key={line.id} line={line} drafts={drafts} locked={report.allowed_actions.includes('edit')} />
  return (
    <div className={styles.line} id="line">
      <div className={styles.phoneBack}>
        <Button type="link" onClick={() => onPlace({ filter: place.filter })}>
          <ChevronLeft size={18} aria-hidden /> {words.back}
        </Button>
        <span>{words.lineOf(line.number, lines.length)}</span>
        <SaveStatus status={summary} />
      </div>
      <div className={styles.lineBody}>
        <div className={styles.lineNav}>
          <span className="secondary small">
            <span className={styles.place}>{words.lineOf(line.number, lines.length)} · </span>
            {facts.join(' · ')}
          </span>
          <span className={styles.steps}>
            <Button type="text" icon={<ChevronLeft size={18} aria-hidden />} aria-label={words.previousLine} aria-disabled={keys.previous === undefined} onClick={() => keys.open(keys.previous)} />
            <Button type="text" icon={<ChevronRight size={18} aria-hidden />} aria-label={words.nextLine} aria-disabled={keys.next === undefined} onClick={() => keys.open(keys.next)} />
          </span>
        </div>
        <h2 tabIndex={-1}>{line.task.title}</h2>
        {aside ? <LineAside key={line.id} line={line} editor={editor} /> : editor}
      </div>
      {report.allowed_actions.includes('edit') && <Foot report={report} lines={lines} line={line} carried={{ ...line, ...drafts.shown(line.id) }.carried_forward} keys={keys} place={place} />}
    </div>
  )
}

type FootProps = Pick<LinePaneProps, 'report' | 'lines' | 'line' | 'keys' | 'place'> & { carried: boolean }

function Foot({ report, lines, line, carried, keys, place }: FootProps) {
  const words = useWords(reportsWords)
  const left = lines.filter(({ complete }) => !complete).length
  const done = left === 0 && place.from === undefined
  const onward = place.from === 'check' ? words.finishToCheck : carried && line.result !== '' ? words.finishKeeping : words.finish
  return (
    <div className={styles.lineFoot}>
      <span className={styles.left} role="status">
        {left === 0 ? words.allDone : words.left(left)}
      </span>
      {done ? (
        <LinkButton type="primary" size="large" href={`/reports/${report.id}/check`}>
          <Send size={18} aria-hidden /> {report.allowed_actions.includes('submit') ? words.check : words.checkOnly}
        </LinkButton>
      ) : (
        <Button type="primary" size="large" onClick={keys.finish}>
          {onward} <kbd>Ctrl ↵</kbd>
        </Button>
      )}
    </div>
  )
}
