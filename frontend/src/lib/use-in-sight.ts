import { useLayoutEffect, type RefObject } from 'react'

/** In a row that slides on a phone, the chosen one is not off its edge; the page itself stays where it is. */
export function useInSight(row: RefObject<HTMLElement | null>, selector: string, chosen: string) {
  useLayoutEffect(() => {
    const element = row.current
    const found = element?.querySelector(selector)
    if (element === null || found === null || found === undefined) return
    const [inner, outer] = [found.getBoundingClientRect(), element.getBoundingClientRect()]
    if (inner.left < outer.left || inner.right > outer.right) element.scrollBy({ left: inner.left - outer.left - (outer.width - inner.width) / 2 })
  }, [row, selector, chosen])
}
