import { scores as en } from './en/scores'
import { scores as vi } from './vi/scores'
import { words } from './words'

export const scoresWords = words(vi, en)
