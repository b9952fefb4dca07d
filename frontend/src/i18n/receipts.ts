import { receipts as en } from './en/receipts'
import { receipts as vi } from './vi/receipts'
import { words } from './words'

export const receiptsWords = words(vi, en)
