import { admin as en } from './en/admin'
import { admin as vi } from './vi/admin'
import { words } from './words'

export const adminWords = words(vi, en)
