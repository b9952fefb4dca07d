import { useQuery } from '@tanstack/react-query'
import { getConsolidatedReportOptions } from '@/api/@tanstack/react-query.gen'
import { QueryState } from '@/components/QueryState'
import { Editor } from './Editor'
import { Reading } from './Reading'
import type { ConsolidatedPageProps } from './search'

/** One report to the province: written section by section by the coordinator, read as a whole by everybody else. */
export function ConsolidatedPage(props: ConsolidatedPageProps) {
  const query = useQuery(getConsolidatedReportOptions({ path: { consolidated_id: props.id } }))
  return (
    <QueryState query={query} heights={[40, 24, 480]}>
      {(report) =>
        report.allowed_actions.includes('edit') && props.place.view !== 'read' ? <Editor key={report.id} {...props} report={report} /> : <Reading key={report.id} {...props} report={report} />
      }
    </QueryState>
  )
}
