import { consolidation as en } from './en/consolidation'
import { consolidation as vi } from './vi/consolidation'
import { words } from './words'

export const consolidationWords = words(vi, en)
