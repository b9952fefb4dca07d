export { Drafts } from './drafts'
export { useDraft, useDrafts, useDraftSummary, type Draft, type DraftsDefinition } from './use-drafts'
export type { Conflict, Current, Decision, DraftStatus } from './types'
