import { regime as en } from './en/regime'
import { regime as vi } from './vi/regime'
import { words } from './words'

export const regimeWords = words(vi, en)
