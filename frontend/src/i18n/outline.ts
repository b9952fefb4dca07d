import { outline as en } from './en/outline'
import { outline as vi } from './vi/outline'
import { words } from './words'

export const outlineWords = words(vi, en)
