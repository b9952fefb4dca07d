import { dispatches as en } from './en/dispatches'
import { dispatches as vi } from './vi/dispatches'
import { words } from './words'

export const dispatchesWords = words(vi, en)
