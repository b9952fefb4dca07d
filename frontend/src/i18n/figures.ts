import { figures as en } from './en/figures'
import { figures as vi } from './vi/figures'
import { words } from './words'

export const figuresWords = words(vi, en)
