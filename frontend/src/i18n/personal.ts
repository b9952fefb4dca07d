import { personal as en } from './en/personal'
import { personal as vi } from './vi/personal'
import { words } from './words'

export const personalWords = words(vi, en)
