import { notices as en } from './en/notices'
import { notices as vi } from './vi/notices'
import { words } from './words'

export const noticeWords = words(vi, en)
