import { createFileRoute, redirect } from '@tanstack/react-router'
import { getReportLine } from '@/api/sdk.gen'

/** Where a notice about a line leads: the report that the line belongs to, opened at it. */
export const Route = createFileRoute('/_app/line/$lineId')({
  beforeLoad: async ({ params }) => {
    const { data } = await getReportLine({ path: { line_id: params.lineId } })
    const search = { line: data.id }
    throw redirect(data.allowed_actions.includes('mark') ? { to: '/review', search: { report: data.report_id } } : { to: '/reports/$reportId', params: { reportId: data.report_id }, search })
  },
})
