/** The server's limit, said here before megabytes travel in vain. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024

/** Up to here a file that broke off is sent again whole: one request in place of four. */
const AT_ONCE_BYTES = 1024 * 1024

export function goesInPieces({ file }: { file: Blob }): boolean {
  return file.size > AT_ONCE_BYTES
}
