import { analytics as en } from './en/analytics'
import { analytics as vi } from './vi/analytics'
import { words } from './words'

export const analyticsWords = words(vi, en)
