import { reports as en } from './en/reports'
import { reports as vi } from './vi/reports'
import { words } from './words'

export const reportsWords = words(vi, en)
