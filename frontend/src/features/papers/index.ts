export { LetterheadPage, type LetterheadSearch } from './LetterheadPage'
export { TemplatesPage } from './TemplatesPage'
