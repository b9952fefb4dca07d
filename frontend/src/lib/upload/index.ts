export { goesInPieces, MAX_FILE_BYTES } from './size'
export type { Upload, UploadItem, UploadState } from './types'
export { shownTargets, useUploads, type Uploads } from './use-uploads'
