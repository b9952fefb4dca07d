import { useEffect, useState, type RefObject } from 'react'

const MOST = 6
const WALL = '(min-width: 960px)'

/** How many items of each list fit on one screen with the page: one less until its end is in sight. On a phone one scrolls. */
export function useFitting(page: RefObject<HTMLElement | null>, shown: boolean): number {
  const [fitting, setFitting] = useState(MOST)
  useEffect(() => {
    const sheet = page.current?.parentElement
    if (!shown || sheet == null) return
    const fit = () => {
      const foot = sheet.parentElement?.nextElementSibling?.clientHeight ?? 0
      const end = sheet.getBoundingClientRect().top + globalThis.scrollY + sheet.scrollHeight + foot
      if (globalThis.matchMedia(WALL).matches && end > globalThis.innerHeight) setFitting((before) => Math.max(1, before - 1))
    }
    const again = () => setFitting(MOST)
    const watching = new ResizeObserver(fit)
    watching.observe(sheet)
    globalThis.addEventListener('resize', again)
    document.addEventListener('fullscreenchange', again)
    return () => {
      watching.disconnect()
      globalThis.removeEventListener('resize', again)
      document.removeEventListener('fullscreenchange', again)
    }
  }, [page, shown])
  return fitting
}
