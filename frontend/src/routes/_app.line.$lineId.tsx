import { createFileRoute, redirect } from '@tanstack/react-router'

/** Where a notice about a line leads: the report that the line belongs to, opened at it. */
export const Route = createFileRoute('/_app/line/$lineId')({
  beforeLoad: async ({ params }) => {
    // not with the entry, which every visitor loads before signing in
    const { getReportLine } = await import('@/api/sdk.gen')
    const { data } = await getReportLine({ path: { line_id: params.lineId } })
    const search = { line: data.id }
    throw redirect(data.allowed_actions.includes('mark') ? { to: '/review', search: { report: data.report_id } } : { to: '/reports/$reportId', params: { reportId: data.report_id }, search })
  },
})
