import { offline as en } from './en/offline'
import { offline as vi } from './vi/offline'
import { words } from './words'

export const offlineWords = words(vi, en)
