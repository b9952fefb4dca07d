import { meeting as en } from './en/meeting'
import { meeting as vi } from './vi/meeting'
import { words } from './words'

export const meetingWords = words(vi, en)
