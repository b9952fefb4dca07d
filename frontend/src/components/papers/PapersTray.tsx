import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { X } from 'lucide-react'
import { listPaperJobsOptions } from '@/api/@tanstack/react-query.gen'
import type { PaperJobRead } from '@/api/types.gen'
import { ErrorState } from '@/components/ErrorState'
import { ProgressBar } from '@/components/ProgressBar'
import { papersWords } from '@/i18n/papers'
import { useWords } from '@/i18n/words'
import { download } from '@/lib/download'
import { askedPapers, putPaperAway } from '@/lib/papers'
import { useStore } from '@/lib/store'
import trays from '@/components/Trays.module.css'
import styles from './papers.module.css'

const OFTEN = 1000

function isUnderWay({ state }: PaperJobRead): boolean {
  return state === 'waiting' || state === 'working'
}

/** Papers that are made in the background, on every page and after a reload, until each is put away. */
export function PapersTray() {
  const words = useWords(papersWords)
  const asked = useStore(askedPapers)
  const query = useQuery({
    ...listPaperJobsOptions(),
    enabled: asked.length > 0,
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) === true ? OFTEN : false),
  })
  const papers = (query.data?.items ?? []).filter(({ id }) => asked.includes(id))
  if (papers.length === 0) return null
  return (
    <section className={`${trays.tray ?? ''} ${styles.tray ?? ''}`} aria-label={words.tray} data-frame>
      <h2 className={trays.head}>{words.tray}</h2>
      <ul>
        {papers.map((paper) => (
          <Paper key={paper.id} paper={paper} />
        ))}
      </ul>
    </section>
  )
}

function Paper({ paper }: { paper: PaperJobRead }) {
  const words = useWords(papersWords)
  const { link } = paper
  const loading = useMutation({ mutationFn: (path: string) => download(path, {}, '*/*', paper.file_name) })
  return (
    <li className={styles.paper}>
      <span className={styles.title}>
        {paper.title} · {words.formats[paper.format]}
      </span>
      <Button type="text" aria-label={words.dismiss(paper.title)} icon={<X size={16} aria-hidden />} onClick={() => putPaperAway(paper.id)} />
      {isUnderWay(paper) && <ProgressBar done={paper.percent} total={100} label={words.progress(paper.title)} />}
      <span className="secondary small" role="status">
        {words.state[paper.state]}
        {isUnderWay(paper) ? ` · ${paper.percent}%` : ''}
        {paper.state === 'done' ? `, ${words.kept}` : ''}
      </span>
      {link !== null && (
        <Button type="primary" aria-disabled={loading.isPending} onClick={() => loading.mutate(link)}>
          {words.fetch}
        </Button>
      )}
      {loading.error !== null && <ErrorState error={loading.error} />}
    </li>
  )
}
