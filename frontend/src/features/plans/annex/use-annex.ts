import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AnnexResult } from '@/api/types.gen'
import { keyOf } from './CheckStep'
import type { Choice } from './Question'
import { downloadErrors, readAnnex, storeAnnex, type Answer, type Progress } from './reading'

export const STEPS = ['choose', 'check', 'store'] as const
export type Step = (typeof STEPS)[number]

/** A file on its way into a plan: read, questioned, stored. The file stays in this tab; nothing of it is kept on the server before. */
export function useAnnex(planId: string) {
  const cache = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map())
  const [answers, setAnswers] = useState<readonly Answer[]>([])
  const [progress, setProgress] = useState<Progress | null>(null)
  const [step, setStep] = useState<Step>('choose')
  const reading = useMutation({
    mutationFn: ({ chosen, said }: { chosen: File; said: readonly Answer[] }) => readAnnex({ planId, file: chosen, answers: said }, setProgress),
    onSuccess: () => {
      setChoices(new Map())
      setStep('check')
    },
    onSettled: () => setProgress(null),
  })
  const storing = useMutation({
    mutationFn: (chosen: File) => storeAnnex({ planId, file: chosen, answers }),
    onSuccess: () => void cache.invalidateQueries(),
  })
  const errors = useMutation({ mutationFn: (chosen: File) => downloadErrors({ planId, file: chosen, answers }) })
  const seen: AnnexResult | undefined = reading.data

  const read = (chosen: File, said: readonly Answer[]) => {
    setFile(chosen)
    setAnswers(said)
    storing.reset()
    errors.reset()
    reading.mutate({ chosen, said })
  }
  const choose = (key: string, choice: Choice | undefined) => {
    if (seen === undefined || file === null) return
    const next = new Map(choices)
    if (choice === undefined) next.delete(key)
    else next.set(key, choice)
    setChoices(next)
    // when the last question is answered, the file is read again with the answers
    if (!seen.doubts.every((doubt) => next.has(keyOf(doubt)))) return
    const said = seen.doubts.map((doubt) => ({ kind: doubt.kind, spelling: doubt.spelling, values: next.get(keyOf(doubt))?.values ?? [] }))
    read(file, [...answers, ...said])
  }
  return { file, seen, choices, choose, read, reading, storing, errors, progress, step, setStep }
}
