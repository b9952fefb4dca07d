export { PeoplePage, type PeopleSearch } from './PeoplePage'
