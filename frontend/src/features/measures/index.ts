export { MeasuresPage } from './MeasuresPage'
export type { MeasureSearch } from './search'
