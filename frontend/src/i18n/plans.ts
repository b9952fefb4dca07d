import { plans as en } from './en/plans'
import { plans as vi } from './vi/plans'
import { words } from './words'

export const plansWords = words(vi, en)
