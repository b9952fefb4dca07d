import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react'
import { useMe } from '@/lib/session/access'
import { keepLocalWork } from '@/lib/session/session'
import { onRecovered, ownerOf } from '@/lib/session/state'
import { createStore } from '@/lib/store'
import { uuid } from '@/lib/uuid'
import { UploadQueue } from './queue'
import type { Upload, UploadItem } from './types'
import { giveUp, sendFile } from './send-file'
import { deviceStore } from './store'

/** The evidence endpoint; `link_to` and the other fields travel as form fields. */
const EVIDENCE = '/api/v1/evidence'

let running: { owner: string; queue: UploadQueue; end: () => void } | null = null

function connect(queue: UploadQueue): () => void {
  const retry = () => queue.retryWaiting()
  globalThis.addEventListener('online', retry)
  const ends = [onRecovered(retry), keepLocalWork({ flush: () => queue.flush(), wipe: () => queue.wipe() })]
  void queue.restore()
  return () => {
    globalThis.removeEventListener('online', retry)
    for (const end of ends) end()
    queue.stop()
  }
}

/** The one queue of the signed-in person, alive across pages. */
function queueOf(owner: string): UploadQueue {
  if (running?.owner === owner) return running.queue
  running?.end()
  const queue = new UploadQueue({ store: deviceStore(owner), send: sendFile, giveUp })
  running = { owner, queue, end: connect(queue) }
  return queue
}

export interface Uploads {
  items: readonly Upload[]
  /** Puts files on their way; `fields` such as `title` or `link_to`; `to` where they belong to another target than this. */
  add: (files: readonly File[], fields?: Record<string, string>, to?: string) => void
  /** Puts a new file of a document on its way; `tag` is the version of the document that the person sees. */
  replace: (file: File, document: { id: string; tag: string }) => void
  retry: (id: string) => void
  remove: (id: string) => void
  pause: (id: string) => void
  resume: (id: string) => void
}

/** The targets whose files some page shows at present, each once for every place that does. */
export const shownTargets = createStore<readonly string[]>([])

function show(target: string): () => void {
  shownTargets.set([...shownTargets.get(), target])
  return () => {
    const left = [...shownTargets.get()]
    left.splice(left.indexOf(target), 1)
    shownTargets.set(left)
  }
}

/** Files on their way to one target (`report-line:<id>`), or all of them without a target. `onArrival` hears the server's answers. */
export function useUploads(target?: string, onArrival?: (answer: unknown, item: UploadItem) => void): Uploads {
  const owner = ownerOf(useMe())
  const queue = useMemo(() => queueOf(owner), [owner])
  const all = useSyncExternalStore(queue.subscribe, queue.get)
  const arrived = useEffectEvent((item: UploadItem, answer: unknown) => {
    if (target === undefined || item.target === target) onArrival?.(answer, item)
  })
  useEffect(() => queue.onArrival((item, answer) => arrived(item, answer)), [queue])
  useEffect(() => (target === undefined ? undefined : show(target)), [target])
  return useMemo(() => {
    const put = (file: File, to: string, more: Partial<UploadItem>) =>
      void queue.add({ id: uuid(), owner, target: to, url: EVIDENCE, file, name: file.name.normalize('NFC'), fields: {}, ...more })
    return {
      items: target === undefined ? all : all.filter((upload) => upload.target === target),
      add: (files, fields = {}, to = target ?? '') => {
        for (const file of files) put(file, to, { fields })
      },
      replace: (file, document) => put(file, target ?? '', { url: `${EVIDENCE}/${document.id}/versions`, replaces: document }),
      retry: (id) => queue.retry(id),
      remove: (id) => void queue.remove(id),
      pause: (id) => void queue.pause(id),
      resume: (id) => void queue.resume(id),
    }
  }, [all, owner, queue, target])
}
