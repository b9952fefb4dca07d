import type { EvidenceRead, FileVersion } from '@/api/types.gen'
import { useRejection } from '@/components/EvidenceStanding'
import { evidenceWords } from '@/i18n/evidence'
import { judgingWords } from '@/i18n/judging'
import { useWords } from '@/i18n/words'
import { formatMoment, formatSize } from '@/lib/format'
import styles from './compare.module.css'

interface DifferencesProps {
  document: EvidenceRead
  left: FileVersion
  right: FileVersion
}

/** In what two files of a document differ, besides their pages. */
export function Differences({ document, left, right }: DifferencesProps) {
  const words = useWords(judgingWords)
  const evidence = useWords(evidenceWords)
  const why = useRejection()
  const reviewed = (version: FileVersion) => {
    if (version.review_state === 'rejected') return words.rejected(why(version))
    return version.number === document.accepted_version || version.review_state === 'accepted' ? words.stage.accepted : words.stage.in_review
  }
  const signed = ({ signature_state: state }: FileVersion) => (state === 'none' ? evidence.noSignatures : evidence.signatureMarks[state])
  const same = left.sha256 === right.sha256
  const rows: [string, (version: FileVersion) => string][] = [
    [words.fileName, (version) => version.file_name],
    [evidence.size, (version) => formatSize(version.size)],
    [evidence.uploaded, (version) => `${formatMoment(version.uploaded_at)} · ${version.uploaded_by}`],
    [evidence.signatures, signed],
    [words.review, reviewed],
  ]
  const differing = rows.map(([name, said]) => [name, said(left), said(right)] as const).filter(([, one, other]) => one !== other)
  return (
    <section className="stack" style={{ gap: 8 }}>
      <h2>{words.differences}</h2>
      <p>{same ? words.noDifferences : `${words.sameContent}: ${words.sameNo}.`}</p>
      {differing.length > 0 && (
        <table className={styles.differences}>
          <thead>
            <tr>
              <td />
              <th scope="col">{words.version(left.number)}</th>
              <th scope="col">{words.version(right.number)}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map(([name, one, other]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{one}</td>
                <td>{other}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
