export { PEOPLE_SORTS, PeoplePage, type PeopleSearch } from './PeoplePage'
