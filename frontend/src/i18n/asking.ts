import { asking as en } from './en/asking'
import { asking as vi } from './vi/asking'
import { words } from './words'

export const askingWords = words(vi, en)
