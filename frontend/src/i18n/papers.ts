import { papers as en } from './en/papers'
import { papers as vi } from './vi/papers'
import { words } from './words'

export const papersWords = words(vi, en)
