import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { useKeyListener } from '@/lib/keys'
import { Dialog } from './Dialog'
import { SidePanel } from './SidePanel'

function Page({ closable = true }: { closable?: boolean }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Mở lại báo cáo
      </button>
      {open && (
        <Dialog title="Mở lại báo cáo?" onClose={closable ? () => setOpen(false) : null}>
          <p>Đơn vị sẽ sửa được.</p>
        </Dialog>
      )}
    </>
  )
}

it('closes by Escape and gives the focus back to where it came from', async () => {
  const user = userEvent.setup()
  render(<Page />)
  await user.click(screen.getByRole('button', { name: 'Mở lại báo cáo' }))
  expect(screen.getByRole('dialog', { name: 'Mở lại báo cáo?' })).toBeVisible()
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.getByRole('button', { name: 'Mở lại báo cáo' })).toHaveFocus()
})

function Beside({ onClose }: { onClose: () => void }) {
  useKeyListener()
  return (
    <SidePanel label="Nhiệm vụ" onClose={onClose}>
      <Page />
    </SidePanel>
  )
}

it('keeps Escape from what is open beneath it', async () => {
  const user = userEvent.setup()
  const closed = vi.fn()
  render(<Beside onClose={closed} />)
  await user.click(screen.getByRole('button', { name: 'Mở lại báo cáo' }))
  await user.keyboard('{Escape}')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(closed).not.toHaveBeenCalled()
  await user.keyboard('{Escape}')
  expect(closed).toHaveBeenCalledOnce()
})

it('stays where the question must be answered', async () => {
  const user = userEvent.setup()
  render(<Page closable={false} />)
  await user.click(screen.getByRole('button', { name: 'Mở lại báo cáo' }))
  await user.keyboard('{Escape}')
  expect(screen.getByRole('dialog')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Đóng' })).toBeNull()
})
