import { subjects as en } from './en/subjects'
import { subjects as vi } from './vi/subjects'
import { words } from './words'

export const subjectWords = words(vi, en)
