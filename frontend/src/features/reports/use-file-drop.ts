import { useEffect, useEffectEvent, useState } from 'react'

/** A screenshot has no name of its own worth keeping: "image.png" would be all of them. */
function named(file: File): File {
  if (!/^image\.(?:png|jpe?g)$/.test(file.name)) return file
  const at = new Date()
  const two = (value: number) => String(value).padStart(2, '0')
  const stamp = `${two(at.getDate())}-${two(at.getMonth() + 1)} ${two(at.getHours())}.${two(at.getMinutes())}.${two(at.getSeconds())}`
  return new File([file], `Ảnh chụp màn hình ${stamp}.${file.name.split('.').pop() ?? 'png'}`, { type: file.type })
}

const carriesFiles = (transfer: DataTransfer | null) => transfer?.types.includes('Files') === true

function lineUnder(target: EventTarget | null): string | undefined {
  return target instanceof Element ? target.closest<HTMLElement>('[data-line]')?.dataset['line'] : undefined
}

/**
 * Files dropped anywhere on the page belong to the open line, those dropped on a line of the list to that line; a
 * screenshot is pasted. Taken by the whole page, because a file let go beside a small box would replace the page by itself.
 */
export function useFileDrop(active: boolean, add: (files: readonly File[], line?: string) => void): boolean {
  const [over, setOver] = useState(false)
  const onDrag = useEffectEvent((event: DragEvent) => {
    if (!carriesFiles(event.dataTransfer)) return
    event.preventDefault()
    setOver(active)
  })
  const onLeave = useEffectEvent((event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false)
  })
  const onDrop = useEffectEvent((event: DragEvent) => {
    setOver(false)
    if (!carriesFiles(event.dataTransfer)) return
    event.preventDefault()
    if (active) add([...(event.dataTransfer?.files ?? [])], lineUnder(event.target))
  })
  const onPaste = useEffectEvent((event: ClipboardEvent) => {
    const files = [...(event.clipboardData?.files ?? [])]
    // text copied from an office program brings a picture of itself along: the text is meant
    if (!active || files.length === 0 || event.clipboardData?.types.includes('text/plain') === true) return
    event.preventDefault()
    add(files.map(named))
  })
  useEffect(() => {
    const ends = [listen('dragover', onDrag), listen('dragleave', onLeave), listen('drop', onDrop), listen('paste', onPaste)]
    return () => {
      for (const end of ends) end()
    }
  }, [])
  return over
}

function listen<K extends keyof DocumentEventMap>(name: K, run: (event: DocumentEventMap[K]) => void): () => void {
  const listener = (event: DocumentEventMap[K]) => run(event)
  document.addEventListener(name, listener)
  return () => document.removeEventListener(name, listener)
}
