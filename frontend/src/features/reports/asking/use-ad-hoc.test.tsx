import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import type { PeriodRead } from '@/api/types.gen'
import { rememberTag } from '@/lib/http/etags'
import { problem, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { useAdHoc } from './use-ad-hoc'

const ID = '01a21ab5-a22f-71e2-9fea-97af9d217984'
const DUE = '2024-09-20T17:00:00+07:00'
const PERIOD = {
  id: ID,
  version: 3,
  plan_id: ID,
  code: '2024-DX1',
  title: 'Tiếp dân',
  data_from: '2024-09-01',
  data_to: '2024-09-16',
  deadlines: { ward: DUE, department: DUE, city: DUE },
  unit_ids: null,
  task_ids: null,
  ask_tasks: false,
  questions: [{ id: ID, sort: 0, text: 'Số lượt', kind: 'number', required: true, hint: null, measure: null, choices: [] }],
  unit_deadlines: [],
} as unknown as PeriodRead

afterEach(() => {
  vi.unstubAllGlobals()
})

function Dialog() {
  const { send } = useAdHoc(PERIOD, () => undefined)
  return <button onClick={send}>Lưu</button>
}

it('is saved by the version that it was filled from, whatever the page behind has read since', async () => {
  const received = serve(() => problem(412, 'stale_version'))
  show(<Dialog />)
  rememberTag('GET', `http://x/api/v1/periods/${ID}`, '"v4-00ff"')
  fireEvent.click(screen.getByText('Lưu'))
  await waitFor(() => expect(received.map(({ method, headers }) => [method, headers.get('If-Match')])).toEqual([['PATCH', '"v3"']]))
})
