import { fireEvent, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, it, vi } from 'vitest'
import type { IndicatorNode } from '@/api/types.gen'
import { IndicatorTree } from './IndicatorTree'

const node = (code: string, name: string, children: IndicatorNode[] = []) => ({ id: code, code, name_vi: name, name_en: null, name_status: 'official', level: 'dimension', min: null, max: null, children }) as unknown as IndicatorNode
const TREE = [node('1', 'Tham gia của người dân', [node('1.1', 'Tri thức công dân'), node('1.2', 'Cơ hội tham gia')]), node('2', 'Công khai, minh bạch', [node('2.1', 'Tiếp cận thông tin')])]

function tree() {
  const onChoose = vi.fn()
  render(<IndicatorTree tree={TREE} query="" chosen={undefined} targets={new Map()} onChoose={onChoose} />)
  screen.getByRole('treeitem', { name: /^1/ }).focus()
  const press = (key: string) => fireEvent.keyDown(document.activeElement!, { key })
  return { press, onChoose }
}

it('opens to the right, closes to the left, and goes back up to the parent', () => {
  const { press } = tree()
  press('ArrowRight')
  press('ArrowRight')
  expect(screen.getByRole('treeitem', { name: /^1\.1/ })).toHaveFocus()
  press('ArrowLeft')
  expect(screen.getByRole('treeitem', { name: /^1\s*Tham gia/ })).toHaveFocus()
  press('ArrowLeft')
  expect(screen.queryByRole('treeitem', { name: /^1\.1/ })).toBeNull()
})

it('jumps to what is typed, name without marks or code', async () => {
  const { press, onChoose } = tree()
  for (const key of 'cong') press(key)
  const found = screen.getByRole('treeitem', { name: /^2/ })
  expect(found).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  expect(onChoose).toHaveBeenCalledWith('2')
})
