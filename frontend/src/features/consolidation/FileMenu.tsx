import { useMutation } from '@tanstack/react-query'
import { ChevronDown, FileDown } from 'lucide-react'
import type { ConsolidatedRead } from '@/api/types.gen'
import { DownloadButton } from '@/components/DownloadButton'
import { ErrorState } from '@/components/ErrorState'
import { Menu } from '@/components/frame/Menu'
import menu from '@/components/frame/Menu.module.css'
import { consolidationWords } from '@/i18n/consolidation'
import { useWords } from '@/i18n/words'
import { download, XLSX } from '@/lib/download'
import styles from './consolidation.module.css'

const OTHERS = { pdf: 'application/pdf', xlsx: XLSX, json: 'application/json' } as const
type Other = keyof typeof OTHERS

/** The report as a paper: in Word by one press, in the other formats by two. The page stays usable meanwhile. */
export function FileMenu({ report }: { report: ConsolidatedRead }) {
  const words = useWords(consolidationWords)
  const path = `/api/v1/consolidated-reports/${report.id}/export`
  const name = `bao-cao-tong-hop-${report.period.code}`
  const loading = useMutation({ mutationFn: (format: Other) => download(path, { format }, OTHERS[format], `${name}.${format}`) })
  return (
    <>
      <DownloadButton path={path} query={{ format: 'docx' }} format="docx" fileName={`${name}.docx`} label={words.downloadWord} />
      <Menu
        label={words.otherFiles}
        className={`button ${styles.dots ?? ''}`}
        button={
          <>
            <FileDown size={18} aria-hidden /> <ChevronDown size={16} aria-hidden />
          </>
        }
      >
        {(close) =>
          (Object.keys(OTHERS) as Other[]).map((format) => (
            <button
              key={format}
              type="button"
              className={menu.item}
              onClick={() => {
                close()
                loading.mutate(format)
              }}
            >
              <FileDown size={18} aria-hidden /> {words.files[format]}
            </button>
          ))
        }
      </Menu>
      {loading.isPending && (
        <span className="secondary" role="status">
          {words.writingFile}
        </span>
      )}
      {loading.error !== null && <ErrorState error={loading.error} onRetry={() => loading.mutate(loading.variables)} />}
    </>
  )
}
