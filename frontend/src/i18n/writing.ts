import { writing as en } from './en/writing'
import { writing as vi } from './vi/writing'
import { words } from './words'

export const writingWords = words(vi, en)
