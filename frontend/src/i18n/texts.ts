import { texts as en } from './en/texts'
import { texts as vi } from './vi/texts'
import { words } from './words'

export const textsWords = words(vi, en)
