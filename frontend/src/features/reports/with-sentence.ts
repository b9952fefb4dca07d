/** One more sentence at the end of what is written. */
export function withSentence(result: string, sentence: string): string {
  const before = result.trimEnd()
  return before === '' ? sentence : `${before}\n${sentence}`
}
