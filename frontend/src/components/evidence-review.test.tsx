import { screen, waitFor } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import type { EvidenceRead } from '@/api/types.gen'
import { json, problem, serve } from '@/testing/server'
import { show } from '@/testing/show'
import { EvidenceDecision } from './EvidenceDecision'
import { EvidenceStanding } from './EvidenceStanding'

const SHA = 'a'.repeat(64)
const document = {
  id: 'd-1', title: 'Biên bản', version: 3, sha256: SHA, expired: false, expires_on: null, replaced: false, accepted_version: null, file_version: 1,
  review_stage: 'in_review', review_code: null, review_reason: null, allowed_actions: ['accept', 'reject'],
} as unknown as EvidenceRead

afterEach(() => vi.unstubAllGlobals())

it('rejects the file on the screen with a reason chosen by its digit', async () => {
  const received = serve(() => json(document))
  show(<EvidenceDecision document={document} />)
  await userEvent.click(screen.getByRole('button', { name: 'Không chấp nhận' }))
  await userEvent.keyboard('3')
  await userEvent.keyboard('{Control>}{Enter}{/Control}')
  await waitFor(() => expect(received.some(({ path }) => path.endsWith('/evidence/d-1/reject'))).toBe(true))
  const sent = received.find(({ path }) => path.endsWith('/reject'))
  expect(JSON.parse(sent?.body ?? '{}')).toEqual({ sha256: SHA, reason_code: 'no_signature_or_seal', reason: null })
})

it('says that there is another file, and keeps the decision open', async () => {
  serve(() => problem(412, 'file_replaced', 'Tài liệu đã có tệp mới sau khi được xem.'))
  show(<EvidenceDecision document={document} />)
  await userEvent.click(screen.getByRole('button', { name: 'Chấp nhận tài liệu' }))
  expect(await screen.findByText('Tài liệu đã có tệp mới sau khi được xem.')).toBeInTheDocument()
})

it('says nothing of a document with which all is well, and why of one that was not accepted', () => {
  const { rerender, container } = show(<EvidenceStanding document={document} />)
  expect(container).toBeEmptyDOMElement()
  rerender(<EvidenceStanding document={{ ...document, review_stage: 'rejected', review_code: 'not_readable', review_reason: 'Trang 2' }} />)
  expect(screen.getByText('Không được chấp nhận. Không đọc được: Trang 2')).toBeInTheDocument()
  rerender(<EvidenceStanding document={{ ...document, replaced: true, accepted_version: 1, file_version: 2 }} />)
  expect(screen.getByRole('link', { name: 'Đối chiếu hai phiên bản' })).toHaveAttribute('href', '/evidence/d-1/versions?left=1&right=2')
})
