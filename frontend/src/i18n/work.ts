import { work as en } from './en/work'
import { work as vi } from './vi/work'
import { words } from './words'

export const workWords = words(vi, en)
