import { desk as en } from './en/desk'
import { desk as vi } from './vi/desk'
import { words } from './words'

export const deskWords = words(vi, en)
