import { common as en } from './en/common'
import { common as vi } from './vi/common'
import { words } from './words'

export const commonWords = words(vi, en)
