export { OutlinePage } from './OutlinePage'
