import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getReportOptions } from '@/api/@tanstack/react-query.gen'
import type { ReportRead } from '@/api/types.gen'
import { send } from '@/lib/http/send'
import { address } from '@/lib/http/transport'

const EVERY_MS = 15_000

/** Each answer with the tag under which the server will say that nothing has changed. */
const tags = new WeakMap<ReportRead, string>()

/** A report that colleagues work on as well: asked for again while the page is seen, and sent again only when it has changed. */
export function useWatchedReport(reportId: string) {
  const cache = useQueryClient()
  const options = getReportOptions({ path: { report_id: reportId } })
  return useQuery({
    ...options,
    refetchInterval: EVERY_MS,
    queryFn: async ({ signal }) => {
      const known = cache.getQueryData<ReportRead>(options.queryKey)
      const tag = known === undefined ? undefined : tags.get(known)
      const headers = tag === undefined ? undefined : { 'If-None-Match': tag }
      const response = await send(new Request(address(`/api/v1/reports/${reportId}`), { headers, signal }))
      if (response.status === 304 && known !== undefined) return known
      const read = (await response.json()) as ReportRead
      const now = response.headers.get('ETag')
      if (now !== null) tags.set(read, now)
      return read
    },
    structuralSharing: false,
  })
}
