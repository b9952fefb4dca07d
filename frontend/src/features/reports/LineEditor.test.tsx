import { screen } from '@testing-library/react'
import { expect, it } from 'vitest'
import type { LineRead } from '@/api/types.gen'
import { show } from '@/testing/show'
import { Typed } from './LineEditor'

const LINE = { id: 'l', result: 'Đã lưu.', difficulties: '', proposals: '' } as unknown as LineRead

it('keeps in sight what was typed in a line that is no longer written, and nothing of what was saved', () => {
  const { rerender } = show(<Typed line={LINE} typed={{ result: 'Đã lưu. Gõ thêm.', proposals: '' }} />)
  expect(screen.getByRole('region')).toHaveTextContent('Đã lưu. Gõ thêm.')
  expect(screen.queryByText(/Đề xuất/)).toBeNull()
  rerender(<Typed line={LINE} typed={{}} />)
  expect(screen.queryByRole('region')).toBeNull()
})
