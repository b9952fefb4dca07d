import type { UploadItem } from './types'

/** Where files wait that could not be sent yet. */
export interface UploadStore {
  put(item: UploadItem): Promise<void>
  remove(id: string): Promise<void>
  all(): Promise<UploadItem[]>
  wipe(): Promise<void>
}

const DATABASE = 'papi'
const STORE = 'uploads'

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'))
  })
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(DATABASE, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' }).createIndex('owner', 'owner')
  return done(request)
}

async function inStore<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  const database = await open()
  try {
    return await work(database.transaction(STORE, mode).objectStore(STORE))
  } finally {
    database.close()
  }
}

/** IndexedDB, because a photo is too large for anything else and must outlive a closed tab. */
export function deviceStore(owner: string): UploadStore {
  const mine = (store: IDBObjectStore) => done(store.index('owner').getAll(owner)) as Promise<UploadItem[]>
  return {
    put: async (item) => {
      await inStore('readwrite', (store) => done(store.put(item)))
    },
    remove: (id) => inStore('readwrite', (store) => done(store.delete(id))),
    all: () => inStore('readonly', mine),
    wipe: () =>
      inStore('readwrite', async (store) => {
        for (const item of await mine(store)) await done(store.delete(item.id))
      }),
  }
}
