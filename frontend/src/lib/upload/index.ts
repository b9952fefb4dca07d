export type { Upload, UploadItem, UploadState } from './types'
export { useUploads, type Uploads } from './use-uploads'

/** The server's limit, said here before megabytes travel in vain. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024
