import { useMutation, useQueryClient } from '@tanstack/react-query'
import { FileDown } from 'lucide-react'
import { askForPaperMutation, listPaperJobsQueryKey } from '@/api/@tanstack/react-query.gen'
import { ErrorState } from '@/components/ErrorState'
import { Menu } from '@/components/frame/Menu'
import items from '@/components/frame/Menu.module.css'
import { papersWords } from '@/i18n/papers'
import { useWords } from '@/i18n/words'
import { download } from '@/lib/download'
import { followPaper } from '@/lib/papers'
import styles from './papers.module.css'

const FORMATS = ['docx', 'pdf', 'xlsx', 'json'] as const
type Format = (typeof FORMATS)[number]

interface PaperMenuProps {
  /** What the button says. */
  label?: string
  /** A short paper comes at once from this address … */
  path?: string
  /** … a long one is made in the background, and told of in the tray. */
  about?: { subject: string; id: string }
}

/** A subject as a paper, in the file that is wanted. */
export function PaperMenu({ label, path, about }: PaperMenuProps) {
  const words = useWords(papersWords)
  const cache = useQueryClient()
  const asking = useMutation({
    ...askForPaperMutation(),
    onSuccess: (paper) => {
      followPaper(paper.id)
      void cache.invalidateQueries({ queryKey: listPaperJobsQueryKey() })
    },
  })
  const loading = useMutation({ mutationFn: (format: Format) => download(path ?? '', { format }, '*/*', `van-ban.${format}`) })
  const busy = asking.isPending || loading.isPending
  const get = (format: Format) => {
    if (busy) return
    if (about !== undefined) asking.mutate({ body: { subject: about.subject, subject_id: about.id, format } })
    else loading.mutate(format)
  }
  const error = asking.error ?? loading.error
  return (
    <>
      <Menu
        label={label ?? words.get}
        className={styles.button}
        button={
          <>
            <FileDown size={16} aria-hidden /> {busy ? words.making : (label ?? words.get)}
          </>
        }
      >
        {(close) => (
          <>
            {FORMATS.map((format) => (
              <button
                key={format}
                type="button"
                className={items.item}
                onClick={() => {
                  close()
                  get(format)
                }}
              >
                {words.formats[format]}
              </button>
            ))}
            <p className={`${styles.hint ?? ''} secondary small`}>{words.made}</p>
          </>
        )}
      </Menu>
      {error !== null && <ErrorState error={error} />}
    </>
  )
}
