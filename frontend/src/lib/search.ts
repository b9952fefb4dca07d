/** No diacritics, đ as d, lower case: the same folding as the server's, so that local and remote searches agree. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/gi, 'd').toLowerCase()
}

/** Every typed word must begin some word of the text, as the server's `q` does. */
export function matches(text: string, query: string): boolean {
  const words = fold(text).split(/[^\p{L}\p{N}.]+/u)
  return fold(query)
    .split(/[^\p{L}\p{N}.]+/u)
    .filter((word) => word !== '')
    .every((wanted) => words.some((word) => word.startsWith(wanted)))
}
