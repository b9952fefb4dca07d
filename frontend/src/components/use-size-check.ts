import { useState } from 'react'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { formatSize } from '@/lib/format'
import { MAX_FILE_BYTES } from '@/lib/upload'

/** Lets through the files that the server takes; of the others it is said why one of them is not taken. */
export function useSizeCheck(): { refused: string | null; fitting: (files: readonly File[]) => File[] } {
  const { files: words } = useWords(commonWords)
  const [refused, setRefused] = useState<string | null>(null)
  const fitting = (files: readonly File[]) => {
    const tooLarge = files.find(({ size }) => size > MAX_FILE_BYTES)
    const empty = files.find(({ size }) => size === 0)
    setRefused(tooLarge !== undefined ? words.tooLarge(tooLarge.name, formatSize(tooLarge.size)) : empty !== undefined ? words.empty(empty.name) : null)
    return files.filter(({ size }) => size > 0 && size <= MAX_FILE_BYTES)
  }
  return { refused, fitting }
}
