const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'base' })

/** Vietnamese order, with numbers by value: "Phường 2" before "Phường 11". */
export function compareText(a: string, b: string): number {
  return collator.compare(a, b)
}

/** Codes such as "2.1.10" by their parts. */
export function compareCode(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)]
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? -1) - (right[index] ?? -1)
    if (difference !== 0 && !Number.isNaN(difference)) return difference
  }
  return collator.compare(a, b)
}

/** Whether text holds letters that only a Vietnamese typing method produces. */
export function hasVietnameseLetters(text: string): boolean {
  return /[^\u0020-\u007e]/.test(text.normalize('NFC')) && /đ|[\u0300-\u036f]/iu.test(text.normalize('NFD'))
}

/** Characters as a person counts them, whichever way they were typed. */
export function countCharacters(text: string): number {
  return Array.from(text.normalize('NFC')).length
}
