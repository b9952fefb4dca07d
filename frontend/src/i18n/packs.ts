import { packs as en } from './en/packs'
import { packs as vi } from './vi/packs'
import { words } from './words'

export const packWords = words(vi, en)
