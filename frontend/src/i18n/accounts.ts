import { accounts as en } from './en/accounts'
import { accounts as vi } from './vi/accounts'
import { words } from './words'

export const accountsWords = words(vi, en)
