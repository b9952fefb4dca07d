import { useQuery, useQueryClient } from '@tanstack/react-query'
import { listEvidenceOptions } from '@/api/@tanstack/react-query.gen'
import type { EvidenceRead } from '@/api/types.gen'
import { FileButton, UploadList } from '@/components/Files'
import { QueryState } from '@/components/QueryState'
import { commonWords } from '@/i18n/common'
import { plansWords } from '@/i18n/plans'
import { useWords } from '@/i18n/words'
import { useMe } from '@/lib/session/access'
import { useUploads } from '@/lib/upload'

interface EvidenceChoiceProps {
  label: string
  /** Whose uploads these are, so that what waits for the network is found again. */
  target: string
  optional: boolean
  chosen: readonly string[]
  onChoose: (change: (before: readonly string[]) => readonly string[]) => void
}

/** Documents of the own unit: chosen from the library, or added now. */
export function EvidenceChoice({ label, target, optional, chosen, onChoose }: EvidenceChoiceProps) {
  const words = useWords(plansWords)
  const common = useWords(commonWords)
  const me = useMe()
  const cache = useQueryClient()
  const options = listEvidenceOptions({ query: { unit: me.membership.unit.id, limit: 200 } })
  const library = useQuery(options)
  const uploads = useUploads(target, (answer) => {
    onChoose((before) => [...before, (answer as EvidenceRead).id])
    void cache.invalidateQueries({ queryKey: options.queryKey })
  })
  const toggle = (id: string) => onChoose((before) => (before.includes(id) ? before.filter((item) => item !== id) : [...before, id]))
  return (
    <fieldset className="stack" style={{ gap: 8 }}>
      <legend className="field__label">
        {label} {optional && <span className="field__hint">{common.optional}</span>}
      </legend>
      <p className="secondary small">{words.doneChoose}</p>
      <div className="row">
        <FileButton label={common.files.choose} onFiles={(files) => uploads.add(files)} />
        <FileButton label={common.files.takePhoto} camera onFiles={(files) => uploads.add(files)} />
      </div>
      <UploadList uploads={uploads} />
      <QueryState query={library} heights={[32, 32]}>
        {({ items }) => (
          <ul style={{ maxHeight: 200, overflow: 'auto' }}>
            {items.map((document) => (
              <li key={document.id}>
                <label>
                  <input type="checkbox" checked={chosen.includes(document.id)} onChange={() => toggle(document.id)} /> {document.title}
                </label>
              </li>
            ))}
          </ul>
        )}
      </QueryState>
    </fieldset>
  )
}
