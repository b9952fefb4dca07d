import { secrets as en } from './en/secrets'
import { secrets as vi } from './vi/secrets'
import { words } from './words'

export const secretWords = words(vi, en)
