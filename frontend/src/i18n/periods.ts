import { periods as en } from './en/periods'
import { periods as vi } from './vi/periods'
import { words } from './words'

export const periodsWords = words(vi, en)
