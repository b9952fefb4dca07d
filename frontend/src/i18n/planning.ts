import { planning as en } from './en/planning'
import { planning as vi } from './vi/planning'
import { words } from './words'

export const planningWords = words(vi, en)
