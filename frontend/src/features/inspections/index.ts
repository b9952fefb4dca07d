export { FindingPage } from './FindingPage'
export { InspectionPage } from './InspectionPage'
export { InspectionsPage } from './InspectionsPage'
