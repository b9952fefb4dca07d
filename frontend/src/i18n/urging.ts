import { urging as en } from './en/urging'
import { urging as vi } from './vi/urging'
import { words } from './words'

export const urgingWords = words(vi, en)
