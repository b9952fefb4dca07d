import { terms as en } from './en/terms'
import { terms as vi } from './vi/terms'
import { words } from './words'

export const termWords = words(vi, en)
