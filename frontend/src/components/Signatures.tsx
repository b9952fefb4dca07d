import { FilePen, FileWarning, Hourglass } from 'lucide-react'
import type { EvidenceRead, EvidenceRow } from '@/api/types.gen'
import { evidenceWords } from '@/i18n/evidence'
import { useWords } from '@/i18n/words'
import { Mark } from './Status'

const PDF = 'application/pdf'
const LOOKS = {
  reading: { icon: Hourglass, colour: 'grey' },
  sound: { icon: FilePen, colour: 'green' },
  doubtful: { icon: FileWarning, colour: 'red', fill: true },
  failed: { icon: FileWarning, colour: 'amber', fill: true },
} as const

/** Whether a file is signed, and well; nothing where nobody signed it. */
export function SignatureMark({ state }: { state: EvidenceRow['signature_state'] }) {
  const words = useWords(evidenceWords)
  return state === 'none' ? null : <Mark {...LOOKS[state]}>{words.signatureMarks[state]}</Mark>
}

/** One plain sentence a signature, under a heading if one is wanted; a file of a type that is never signed says nothing. */
export function Signatures({ document, heading }: { document: Pick<EvidenceRead, 'media_type' | 'signature_state' | 'signatures'>; heading?: string }) {
  const words = useWords(evidenceWords)
  const { signature_state: state, signatures } = document
  if (document.media_type !== PDF) return null
  const unsigned = state === 'reading' ? words.readingSignatures : state === 'failed' ? words.signaturesFailed : words.noSignatures
  return (
    <section>
      {heading !== undefined && <h3>{heading}</h3>}
      {signatures.length === 0 && <p className="secondary small">{unsigned}</p>}
      {signatures.length > 0 && (
        <ul className="stack" style={{ gap: 8, listStyle: 'none', padding: 0 }} aria-label={words.signatures}>
          {signatures.map((signature, place) => (
            // two may say the same: they stand in the order of signing
            <li key={place}>
              <SignatureMark state={signature.sound ? 'sound' : 'doubtful'} /> {signature.sentence}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
