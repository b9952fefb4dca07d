export { ExportsPage } from './ExportsPage'
