import { evidence as en } from './en/evidence'
import { evidence as vi } from './vi/evidence'
import { words } from './words'

export const evidenceWords = words(vi, en)
