/** One step from an earlier text to a later one: paragraphs that stayed, went, came, or one that was written anew. */
export type Step = { kind: 'same'; count: number } | { kind: 'pair'; before: string; after: string } | { kind: 'gone' | 'came'; text: string }

/** How a text of paragraphs became another: the longest common sequence stays, what stands in between is paired in order. */
export function paragraphSteps(before: readonly string[], after: readonly string[]): Step[] {
  const width = after.length + 1
  const lengths = new Uint16Array((before.length + 1) * width)
  const at = (i: number, j: number) => lengths[i * width + j] ?? 0
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] = before[i] === after[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const steps: Step[] = []
  let [i, j] = [0, 0]
  while (i < before.length || j < after.length) {
    const [gone, came] = [i, j]
    while ((i < before.length || j < after.length) && !(before[i] === after[j] && i < before.length && j < after.length)) {
      if (i < before.length && (j >= after.length || at(i + 1, j) >= at(i, j + 1))) i += 1
      else j += 1
    }
    steps.push(...between(before.slice(gone, i), after.slice(came, j)))
    let same = 0
    while (i < before.length && j < after.length && before[i] === after[j]) {
      same += 1
      i += 1
      j += 1
    }
    if (same > 0) steps.push({ kind: 'same', count: same })
  }
  return steps
}

function between(gone: readonly string[], came: readonly string[]): Step[] {
  const pairs = Math.min(gone.length, came.length)
  return [
    ...gone.slice(0, pairs).map((text, place): Step => ({ kind: 'pair', before: text, after: came[place] ?? '' })),
    ...gone.slice(pairs).map((text): Step => ({ kind: 'gone', text })),
    ...came.slice(pairs).map((text): Step => ({ kind: 'came', text })),
  ]
}
