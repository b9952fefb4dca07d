import { seals as en } from './en/seals'
import { seals as vi } from './vi/seals'
import { words } from './words'

export const sealWords = words(vi, en)
