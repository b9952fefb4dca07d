import { delegations as en } from './en/delegations'
import { delegations as vi } from './vi/delegations'
import { words } from './words'

export const delegationsWords = words(vi, en)
