/** The file's own name among all files. Null where the browser computes none: on pages without https. */
export async function sha256Of(file: Blob): Promise<string | null> {
  // not in every context, whatever the types say
  const subtle = (globalThis.crypto as { subtle?: SubtleCrypto }).subtle
  if (subtle === undefined) return null
  const bytes = new Uint8Array(await subtle.digest('SHA-256', await file.arrayBuffer()))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
