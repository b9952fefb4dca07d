import { inspections as en } from './en/inspections'
import { inspections as vi } from './vi/inspections'
import { words } from './words'

export const inspectionWords = words(vi, en)
