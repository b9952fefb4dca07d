/** A box on a page, as parts of the page's width and height. */
export interface Box {
  page: number
  x: number
  y: number
  width: number
  height: number
}

const STEP = 0.01
const LEAST = 0.01

const within = (value: number, most: number) => Math.min(Math.max(value, 0), most)

/** The box between two corners; null where it is too small to be meant. */
export function boxBetween(page: number, from: { x: number; y: number }, to: { x: number; y: number }): Box | null {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)].map((value) => within(value, 1)) as [number, number]
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)].map((value) => within(value, 1)) as [number, number]
  const box = { page, x: left, y: top, width: right - left, height: bottom - top }
  return box.width < LEAST / 2 || box.height < LEAST / 4 ? null : box
}

/** What an arrow does to a box: moves it, or with Shift makes it larger or smaller; it stays on the page. */
export function nudged(box: Box, key: string, resize: boolean): Box | null {
  const across = key === 'ArrowLeft' ? -STEP : key === 'ArrowRight' ? STEP : 0
  const down = key === 'ArrowUp' ? -STEP : key === 'ArrowDown' ? STEP : 0
  if (across === 0 && down === 0) return null
  if (resize) return { ...box, width: Math.max(LEAST, within(box.width + across, 1 - box.x)), height: Math.max(LEAST, within(box.height + down, 1 - box.y)) }
  return { ...box, x: within(box.x + across, 1 - box.width), y: within(box.y + down, 1 - box.height) }
}
