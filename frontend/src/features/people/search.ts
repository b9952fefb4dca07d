// What the address may say. Apart from the pages, because routes read it before a page is loaded.
export const PEOPLE_SORTS = ['full_name', 'username', 'last_signed_in_at']
export const ROLES = ['admin', 'coordinator', 'leader', 'unit_head', 'officer', 'observer'] as const
