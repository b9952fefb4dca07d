// What the address may say. Apart from the pages, because routes read it before a page is loaded.
export const STATES = ['planned', 'effective', 'withdrawn'] as const
export const KINDS = ['merge', 'split', 'rename', 'dissolve'] as const
export const NEW = 'new'
