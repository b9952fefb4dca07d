import { measures as en } from './en/measures'
import { measures as vi } from './vi/measures'
import { words } from './words'

export const measureWords = words(vi, en)
