import { apiDocs as en } from './en/api-docs'
import { apiDocs as vi } from './vi/api-docs'
import { words } from './words'

export const apiDocsWords = words(vi, en)
