import { exports as en } from './en/exports'
import { exports as vi } from './vi/exports'
import { words } from './words'

export const exportsWords = words(vi, en)
