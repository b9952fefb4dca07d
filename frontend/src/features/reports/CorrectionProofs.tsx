import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { listEvidenceOptions } from '@/api/@tanstack/react-query.gen'
import type { EvidenceRead } from '@/api/types.gen'
import { FileButton, UploadList } from '@/components/Files'
import files from '@/components/Files.module.css'
import { FilterSelect } from '@/components/table/Select'
import { useSizeCheck } from '@/components/use-size-check'
import { commonWords } from '@/i18n/common'
import { evidenceWords } from '@/i18n/evidence'
import { periodsWords } from '@/i18n/periods'
import { useWords } from '@/i18n/words'
import { useMe } from '@/lib/session/access'
import { useUploads } from '@/lib/upload'
import type { Proof } from './correction-draft'

interface ProofsProps {
  line: string
  proofs: readonly Proof[]
  onChange: (change: (held: readonly Proof[]) => readonly Proof[]) => void
}

/** The documents with which a corrected line is to stand: taken off, taken from the library, or new. */
export function CorrectionProofs({ line, proofs, onChange }: ProofsProps) {
  const words = useWords(periodsWords)
  const common = useWords(commonWords)
  const evidence = useWords(evidenceWords)
  const me = useMe()
  const library = useQuery(listEvidenceOptions({ query: { unit: me.membership.unit.id, limit: 200 } }))
  const { refused, fitting } = useSizeCheck()
  // a file that arrives belongs to the unit's library; it becomes the line's when the correction is accepted
  const uploads = useUploads(`correction_line:${line}`, (answer) => {
    const { id, title } = answer as EvidenceRead
    onChange((held) => [...held, { id, title }])
  })
  const left = (library.data?.items ?? []).filter(({ id }) => !proofs.some((proof) => proof.id === id))
  return (
    <div className="field" role="group" aria-label={words.documents}>
      <span className="field__label">{words.documents}</span>
      {proofs.length > 0 && (
        <ul className={files.files}>
          {proofs.map((proof) => (
            <li key={proof.id}>
              <span className={files.fileText}>{proof.title}</span>
              <Button type="link" size="small" aria-label={`${common.files.unlink}: ${proof.title}`} onClick={() => onChange((held) => held.filter(({ id }) => id !== proof.id))}>
                {common.files.unlink}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <UploadList uploads={uploads} />
      {refused !== null && <p className="field__error" role="alert">{refused}</p>}
      <div className="row">
        <FilterSelect
          label={evidence.chooseFromLibrary}
          value={undefined}
          options={left.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(id) => onChange((held) => [...held, ...left.filter((document) => document.id === id)])}
        />
        <FileButton label={common.files.choose} multiple onFiles={(given) => uploads.add(fitting(given))} />
      </div>
    </div>
  )
}
