export { UNIT_KINDS, UnitsPage, type UnitSearch } from './UnitsPage'
