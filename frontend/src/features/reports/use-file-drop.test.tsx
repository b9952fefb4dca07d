import { fireEvent, render, screen } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { useFileDrop } from './use-file-drop'

const add = vi.fn<(files: readonly File[], line?: string) => void>()
const file = new File(['x'], 'bien-ban.pdf', { type: 'application/pdf' })

function Page({ active = true }: { active?: boolean }) {
  const over = useFileDrop(active, add)
  return (
    <>
      <h1>{over ? 'Thả vào dòng đang mở' : 'Báo cáo'}</h1>
      <button type="button" data-line="line-7">
        Dòng 7
      </button>
    </>
  )
}

const carrying = (files: readonly File[], types: readonly string[] = ['Files']) => ({ files, types })

it('takes a file let go anywhere for the open line', () => {
  add.mockReset()
  render(<Page />)
  fireEvent.dragOver(screen.getByRole('heading'), { dataTransfer: carrying([]) })
  expect(screen.getByRole('heading')).toHaveTextContent('Thả vào dòng đang mở')
  fireEvent.drop(screen.getByRole('heading'), { dataTransfer: carrying([file]) })
  expect(add).toHaveBeenCalledWith([file], undefined)
  expect(screen.getByRole('heading')).toHaveTextContent('Báo cáo')
})

it('gives a file dropped on a line of the list to that line', () => {
  add.mockReset()
  render(<Page />)
  fireEvent.drop(screen.getByRole('button'), { dataTransfer: carrying([file]) })
  expect(add).toHaveBeenCalledWith([file], 'line-7')
})

it('does not let the browser open the file where nothing may be attached', () => {
  add.mockReset()
  render(<Page active={false} />)
  const allowed = fireEvent.drop(screen.getByRole('heading'), { dataTransfer: carrying([file]) })
  expect(allowed).toBe(false)
  expect(add).not.toHaveBeenCalled()
})

it('takes a pasted screenshot under a name of its own, and leaves pasted text to its field', () => {
  add.mockReset()
  render(<Page />)
  fireEvent.paste(document.body, { clipboardData: carrying([new File(['x'], 'image.png', { type: 'image/png' })]) })
  expect(add.mock.lastCall?.[0][0]?.name).toMatch(/^Ảnh chụp màn hình .+\.png$/)
  fireEvent.paste(document.body, { clipboardData: carrying([file], ['text/plain', 'Files']) })
  expect(add).toHaveBeenCalledTimes(1)
})
