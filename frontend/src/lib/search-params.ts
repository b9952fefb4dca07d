/** The state of a page in its address: flat, readable, the same names as the API's parameters. */
export type RawSearch = Record<string, unknown>

export function textParam(search: RawSearch, name: string): string | undefined {
  const value = search[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function oneOf<T extends string>(search: RawSearch, name: string, allowed: readonly T[]): T | undefined {
  return allowed.find((value) => value === search[name])
}

export function numberParam(search: RawSearch, name: string): number | undefined {
  const value = Number(search[name] ?? Number.NaN)
  return Number.isSafeInteger(value) ? value : undefined
}

/** What every list keeps in its address. `page` only counts for the reader; the cursor is what leads there. */
export interface ListSearch {
  q?: string
  sort?: string
  cursor?: string
  page?: number
}

/** The list from its first page on: with another filter or order, a place in it means nothing. */
export function fromStart<S extends ListSearch>(search: S): S {
  return { ...search, cursor: undefined, page: undefined }
}

export function listSearch(search: RawSearch, sorts: readonly string[]): ListSearch {
  const cursor = textParam(search, 'cursor')
  return prune({
    q: textParam(search, 'q'),
    sort: oneOf(search, 'sort', sorts.flatMap((name) => [name, `-${name}`])),
    cursor,
    page: cursor === undefined ? undefined : numberParam(search, 'page'),
  })
}

/** Without the members that are undefined, so that two equal addresses are equal. */
export function prune<T extends object>(search: T): T {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined)) as T
}

/** `?a=1&b=x`: the router's own notation would quote numbers and texts. */
export function stringifySearch(search: RawSearch): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') params.set(name, String(value))
  }
  const text = params.toString()
  return text === '' ? '' : `?${text}`
}

export function parseSearch(text: string): RawSearch {
  return Object.fromEntries(new URLSearchParams(text))
}

/** An address within the application, from a path and a search. */
export function href(path: string, search: object = {}): string {
  return `${path}${stringifySearch({ ...search })}`
}
