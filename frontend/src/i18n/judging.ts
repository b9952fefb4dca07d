import { judging as en } from './en/judging'
import { judging as vi } from './vi/judging'
import { words } from './words'

export const judgingWords = words(vi, en)
