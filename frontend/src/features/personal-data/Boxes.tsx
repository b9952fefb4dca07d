import { useRef, useState, type PointerEvent } from 'react'
import { personalWords } from '@/i18n/personal'
import { useWords } from '@/i18n/words'
import { boxBetween, nudged, type Box } from './boxes'
import styles from './boxes.module.css'

interface BoxesProps {
  image: { url: string; alt: string }
  page: number
  boxes: readonly Box[]
  onChange: (boxes: readonly Box[]) => void
}

/** A page, and the boxes on it: drawn by pointer, moved by arrows, taken off by Delete. */
export function Boxes({ image, page, boxes, onChange }: BoxesProps) {
  const words = useWords(personalWords)
  const sheet = useRef<HTMLDivElement>(null)
  const [drawing, setDrawing] = useState<{ from: { x: number; y: number }; to: { x: number; y: number } } | null>(null)
  const at = (event: PointerEvent) => {
    const { left, top, width, height } = sheet.current?.getBoundingClientRect() ?? { left: 0, top: 0, width: 1, height: 1 }
    return { x: (event.clientX - left) / width, y: (event.clientY - top) / height }
  }
  const drawn = drawing === null ? null : boxBetween(page, drawing.from, drawing.to)
  const replace = (old: Box, box: Box | null) => onChange(boxes.flatMap((one) => (one === old ? (box ?? []) : one)))
  return (
    <div
      ref={sheet}
      className={styles.sheet}
      onPointerDown={(event) => {
        if (event.target instanceof HTMLButtonElement) return
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrawing({ from: at(event), to: at(event) })
      }}
      onPointerMove={(event) => drawing !== null && setDrawing({ ...drawing, to: at(event) })}
      onPointerUp={() => {
        if (drawn !== null) onChange([...boxes, drawn])
        setDrawing(null)
      }}
      onPointerCancel={() => setDrawing(null)}
    >
      <img src={image.url} alt={image.alt} draggable={false} />
      {boxes.map((box, index) =>
        box.page === page ? (
          <button
            key={index}
            type="button"
            className={styles.box}
            style={styleOf(box)}
            aria-label={words.boxName(index + 1)}
            onKeyDown={(event) => {
              const moved = nudged(box, event.key, event.shiftKey)
              const removed = event.key === 'Delete' || event.key === 'Backspace'
              if (moved === null && !removed) return
              event.preventDefault()
              replace(box, moved)
            }}
          />
        ) : null,
      )}
      {drawn !== null && <span className={styles.box} style={styleOf(drawn)} />}
    </div>
  )
}

function styleOf(box: Box) {
  return { left: `${box.x * 100}%`, top: `${box.y * 100}%`, width: `${box.width * 100}%`, height: `${box.height * 100}%` }
}
