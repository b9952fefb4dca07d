import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it } from 'vitest'
import { setLocale } from '@/i18n/locale'
import { DayField } from './DayField'

function Field({ start = null }: { start?: string | null }) {
  const [day, setDay] = useState(start)
  return (
    <>
      <DayField label="Ngày" value={day} onChange={setDay} />
      <output>{day}</output>
    </>
  )
}

it.each([
  ['30/9/2024{Enter}', '2024-09-30', '30/9/2024'],
  ['30/9/2024{Tab}', '2024-09-30', '30/9/2024'],
  ['9.9.24{Tab}', '2024-09-09', '09/9/2024'],
])('takes a day that is typed by keyboard: %s', async (typed, day, shown) => {
  render(<Field />)
  const field = screen.getByLabelText('Ngày')
  await userEvent.type(field, typed.replace(/{.*/, ''))
  await userEvent.keyboard(typed.replace(/^[^{]*/, ''))
  expect(screen.getByText(day)).toBeVisible()
  expect(field).toHaveValue(shown)
})

it.each([
  ['2024-09-09', '09/9/2024', '9 Sep 2024'],
  ['2024-02-05', '05/02/2024', '5 Feb 2024'],
])('shows %s as %s, in English as %s', (day, vietnamese, english) => {
  const first = render(<Field start={day} />)
  expect(screen.getByLabelText('Ngày')).toHaveValue(vietnamese)
  first.unmount()
  setLocale('en')
  render(<Field start={day} />)
  expect(screen.getByLabelText('Ngày')).toHaveValue(english)
})
