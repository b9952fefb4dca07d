import { attention as en } from './en/attention'
import { attention as vi } from './vi/attention'
import { words } from './words'

export const attentionWords = words(vi, en)
