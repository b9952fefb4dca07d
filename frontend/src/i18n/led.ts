import { led as en } from './en/led'
import { led as vi } from './vi/led'
import { words } from './words'

export const ledWords = words(vi, en)
