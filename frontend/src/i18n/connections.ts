import { connections as en } from './en/connections'
import { connections as vi } from './vi/connections'
import { words } from './words'

export const connectionsWords = words(vi, en)
