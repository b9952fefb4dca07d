import { reorganisation as en } from './en/reorganisation'
import { reorganisation as vi } from './vi/reorganisation'
import { words } from './words'

export const reorganisationWords = words(vi, en)
