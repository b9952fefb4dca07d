/** Nothing of the person before may stay in memory: the page starts anew. */
export const page = {
  restart: (path: string) => globalThis.location.assign(path),
}
