import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import { setLocale } from '@/i18n/locale'

// patience for a computer that also builds and lints: a wrong answer fails at once all the same
vi.setConfig({ testTimeout: 30_000 })
configure({ asyncUtilTimeout: 10_000 })

// what Ant Design asks the browser for and jsdom lacks: nothing is measured in these tests
class Unmeasured {
  observe() {}
  unobserve() {}
  disconnect() {}
}
const computed = window.getComputedStyle.bind(window)
Object.assign(window, {
  ResizeObserver: Unmeasured,
  matchMedia: (media: string) => Object.assign(new EventTarget(), { media, matches: false, onchange: null }),
  getComputedStyle: (element: Element) => computed(element),
})

afterEach(() => {
  cleanup()
  setLocale('vi')
  localStorage.clear()
})
