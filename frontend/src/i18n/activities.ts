import { activities as en } from './en/activities'
import { activities as vi } from './vi/activities'
import { words } from './words'

export const activityWords = words(vi, en)
