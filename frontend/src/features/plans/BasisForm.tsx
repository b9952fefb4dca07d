import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { createLegalBasis, updateLegalBasis } from '@/api/sdk.gen'
import type { LegalBasisRead } from '@/api/types.gen'
import { DayField } from '@/components/DayField'
import { ErrorState } from '@/components/ErrorState'
import { TextField } from '@/components/Field'
import { FilterSelect } from '@/components/table/Select'
import { planningWords } from '@/i18n/planning'
import { useWords } from '@/i18n/words'
import { ifMatch } from '@/lib/http/etags'
import { isProblem } from '@/lib/http/problem'
import styles from './planning.module.css'

const KINDS = ['law', 'decree', 'decision', 'directive', 'plan', 'report', 'other'] as const

interface FormProps {
  /** The document that is put right; a new one without. */
  basis: LegalBasisRead | undefined
  onStored: (basis: LegalBasisRead) => void
  onClose: () => void
}

/** A document on which plans rest, written anew or put right; a correction is read in every plan that cites it. */
export function BasisForm({ basis, onStored, onClose }: FormProps) {
  const words = useWords(planningWords)
  const cache = useQueryClient()
  const [text, setText] = useState({ number: basis?.number ?? '', issuer: basis?.issuer ?? '', title: basis?.title ?? '', url: basis?.url ?? '' })
  const [kind, setKind] = useState<(typeof KINDS)[number]>(basis?.kind ?? 'decision')
  const [day, setDay] = useState<string | null>(basis?.issued_on ?? null)
  const storing = useMutation({
    mutationFn: async () => {
      const body = { kind, issuer: text.issuer, title: text.title, issued_on: day, number: text.number || null, url: text.url || null }
      const answer = basis === undefined ? await createLegalBasis({ body }) : await updateLegalBasis({ path: { basis_id: basis.id }, headers: ifMatch(basis.version), body })
      return answer.data
    },
    onSuccess: (stored) => {
      void cache.invalidateQueries()
      onStored(stored)
    },
  })
  const box = useRef<HTMLFieldSetElement>(null)
  useEffect(() => box.current?.focus(), [])
  const ready = text.issuer.trim() !== '' && text.title.trim() !== ''
  const said = basis === undefined ? words.basisAdd : words.basisSave
  const field = (name: keyof typeof text, label: string, optional = false) => (
    <TextField label={label} optional={optional} value={text[name]} error={isProblem(storing.error) ? storing.error.errorOf(name) : undefined} onChange={(event) => setText({ ...text, [name]: event.target.value })} />
  )
  return (
    <fieldset className={`${styles.box ?? ''} stack`} ref={box} tabIndex={-1}>
      <legend className="field__label">{basis === undefined ? words.basisAdd : words.basisEdit}</legend>
      {basis !== undefined && (
        <p className="secondary small">
          {basis.cited}. {words.basisEverywhere}
        </p>
      )}
      <FilterSelect label={words.basisKind} value={kind} options={KINDS.map((value) => ({ value, label: words.basisKinds[value] }))} onChange={(chosen) => chosen !== undefined && setKind(chosen)} />
      <div className={styles.grid}>
        {field('number', words.number, true)}
        <DayField label={words.basisIssued} optional value={day} onChange={setDay} />
        {field('issuer', words.basisIssuer)}
      </div>
      {field('title', words.basisTitle)}
      {field('url', words.basisUrl, true)}
      <div className="row">
        <Button aria-disabled={!ready} loading={storing.isPending} onClick={() => ready && storing.mutate()}>
          {said}
        </Button>
        <Button type="text" onClick={onClose}>
          {words.basisStop}
        </Button>
      </div>
      {storing.error !== null && <ErrorState error={storing.error} />}
    </fieldset>
  )
}
