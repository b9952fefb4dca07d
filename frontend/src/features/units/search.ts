// What the address may say. Apart from the pages, because routes read it before a page is loaded.
export const UNIT_KINDS = ['city', 'department', 'vertical', 'service', 'front', 'party', 'ward', 'commune'] as const
