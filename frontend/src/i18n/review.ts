import { review as en } from './en/review'
import { review as vi } from './vi/review'
import { words } from './words'

export const reviewWords = words(vi, en)
