import { act, render, screen } from '@testing-library/react'
import { Suspense, use } from 'react'
import { expect, it } from 'vitest'
import { PageHeader } from './PageHeader'

function Page({ loading }: { loading: Promise<void> | undefined }) {
  return (
    <Suspense>
      <PageHeader title="Thẩm tra báo cáo" />
      {loading !== undefined && <Late loading={loading} />}
    </Suspense>
  )
}

function Late({ loading }: { loading: Promise<void> }) {
  use(loading)
  return null
}

const heading = () => screen.getByRole('heading', { name: 'Thẩm tra báo cáo', hidden: true })

it('takes the focus, and again after the page was hidden while something loaded', async () => {
  const shown = render(<Page loading={undefined} />)
  expect(heading()).toHaveFocus()

  let arrive = () => {}
  const loading = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await act(async () => {
    shown.rerender(<Page loading={loading} />)
    await Promise.resolve()
  })
  expect(heading()).not.toBeVisible()
  // what a browser does with an element that is not drawn any more
  heading().blur()
  await act(async () => {
    arrive()
    await loading
  })
  expect(heading()).toBeVisible()
  expect(heading()).toHaveFocus()
})
