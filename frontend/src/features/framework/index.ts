export { IndicatorsPage } from './IndicatorsPage'
