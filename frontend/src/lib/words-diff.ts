export interface Piece {
  text: string
  added: boolean
}

/** The words of a text that the earlier one does not have, by longest common subsequence over words. */
export function addedWords(before: string, after: string): Piece[] {
  const old = before.split(/(\s+)/)
  const now = after.split(/(\s+)/)
  if (old.length * now.length > 400_000) return [{ text: after, added: false }]
  const width = now.length + 1
  const lengths = new Uint16Array((old.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const pieces: Piece[] = []
  let i = 0
  for (let j = 0; j < now.length; j += 1) {
    while (i < old.length && old[i] !== now[j] && at(i + 1, j) >= at(i, j + 1)) i += 1
    const same = i < old.length && old[i] === now[j]
    if (same) i += 1
    const last = pieces.at(-1)
    const text = now[j] ?? ''
    if (last !== undefined && last.added === !same) last.text += text
    else pieces.push({ text, added: !same })
  }
  return pieces
}
