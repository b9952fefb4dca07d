import { createFileRoute, redirect } from '@tanstack/react-router'

/** Where a notice about a line leads: the report that the line belongs to, opened at it. */
export const Route = createFileRoute('/_app/line/$lineId')({
  beforeLoad: async ({ params }) => {
    // not with the entry, which every visitor loads before signing in
    const { getReportLine } = await import('@/api/sdk.gen')
    const { data } = await getReportLine({ path: { line_id: params.lineId } })
    const search = { line: data.id }
    if (data.allowed_actions.includes('mark')) throw redirect({ to: '/review', search: { ...search, report: data.report_id } })
    throw redirect({ to: '/reports/$reportId', params: { reportId: data.report_id }, search })
  },
})
