import { unitPlans as en } from './en/unit-plans'
import { unitPlans as vi } from './vi/unit-plans'
import { words } from './words'

export const unitPlansWords = words(vi, en)
