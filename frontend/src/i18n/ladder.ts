import { ladder as en } from './en/ladder'
import { ladder as vi } from './vi/ladder'
import { words } from './words'

export const ladderWords = words(vi, en)
