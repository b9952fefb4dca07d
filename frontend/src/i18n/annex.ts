import { annex as en } from './en/annex'
import { annex as vi } from './vi/annex'
import { words } from './words'

export const annexWords = words(vi, en)
