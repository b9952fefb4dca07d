export { UnitsPage, type UnitSearch } from './UnitsPage'
