/** The fields of a form that differ from what they were: what nobody touched is not sent, nor judged anew. */
export function changed<T extends object>(before: T, after: T): Partial<T> {
  const differs = (key: keyof T) => JSON.stringify(before[key]) !== JSON.stringify(after[key])
  return Object.fromEntries((Object.keys(after) as (keyof T)[]).filter(differs).map((key) => [key, after[key]])) as Partial<T>
}
