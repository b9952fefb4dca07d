/** Tags of what was read, in memory only: answers are `no-store`, but a write must say which version it saw. */
const tags = new Map<string, string>()

const ID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** `/reports/{id}/submit` acts on `/reports/{id}`; a collection or a fixed path stands for itself. */
function resourceOf(url: string): string {
  const path = new URL(url, 'http://x').pathname.replace(/\/$/, '')
  const parts = path.split('/')
  const last = parts.length - 1
  const before = parts[last - 1] ?? ''
  return ID.test(before) ? parts.slice(0, last).join('/') : path
}

export function rememberTag(method: string, url: string, tag: string | null): void {
  if (tag === null) return
  const path = new URL(url, 'http://x').pathname.replace(/\/$/, '')
  tags.set(method === 'GET' ? path : resourceOf(url), tag)
}

export function tagFor(url: string): string | undefined {
  return tags.get(resourceOf(url))
}

export function forgetTags(): void {
  tags.clear()
}

/** The header of a write on something that was read as an item of a list: `headers: ifMatch(line.version)`. */
export function ifMatch(version: number | string): { 'If-Match': string } {
  return { 'If-Match': `"v${version}"` }
}
