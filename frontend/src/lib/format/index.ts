export * from './days'
export * from './numbers'
export * from './text'
