export { ConnectionsPage } from './ConnectionsPage'
export { OwnTokensPage } from './OwnTokensPage'
