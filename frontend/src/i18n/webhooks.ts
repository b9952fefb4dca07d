import { webhooks as en } from './en/webhooks'
import { webhooks as vi } from './vi/webhooks'
import { words } from './words'

export const webhookWords = words(vi, en)
