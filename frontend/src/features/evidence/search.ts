// What the address may say. Apart from the pages, because routes read it before a page is loaded.
export const EVIDENCE_SORTS = ['uploaded_at', 'title', 'size', 'unit']
export const STAGES = ['draft', 'in_review', 'accepted', 'rejected'] as const
export const STANDINGS = ['expired', 'replaced'] as const
