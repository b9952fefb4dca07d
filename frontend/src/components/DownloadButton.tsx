import { useMutation } from '@tanstack/react-query'
import { Button, type ButtonProps } from 'antd'
import { Download, FileDown } from 'lucide-react'
import { ErrorState } from '@/components/ErrorState'
import { commonWords } from '@/i18n/common'
import { useWords } from '@/i18n/words'
import { DOCX, download, XLSX } from '@/lib/download'
import { isProblem } from '@/lib/http/problem'
import { PrepareFile } from './table/PrepareFile'

interface DownloadButtonProps {
  /** The API's address, and what of it: `/api/v1/assignments`. */
  path: string
  query?: Record<string, unknown>
  format?: 'xlsx' | 'docx' | 'json'
  /** Where the server names none. */
  fileName: string
  label: string
  type?: ButtonProps['type']
}

const FORMATS = { xlsx: { accept: XLSX, icon: Download }, docx: { accept: DOCX, icon: FileDown }, json: { accept: 'application/json', icon: FileDown } }

/** Hands over a file that the server writes; says that it is being written, and why there is none. */
export function DownloadButton({ path, query = {}, format = 'xlsx', fileName, label, type }: DownloadButtonProps) {
  const { table: words } = useWords(commonWords)
  const { accept, icon: Icon } = FORMATS[format]
  const loading = useMutation({ mutationFn: () => download(path, query, accept, fileName) })
  const run = () => {
    if (!loading.isPending) loading.mutate()
  }
  return (
    <>
      <Button type={type} aria-disabled={loading.isPending} onClick={run}>
        <Icon size={16} aria-hidden /> {loading.isPending ? words.exporting : label}
      </Button>
      {isProblem(loading.error, 'list_too_large') ? (
        <PrepareFile path={path} query={query} why={loading.error.detail} />
      ) : (
        loading.error !== null && <ErrorState error={loading.error} title={format === 'xlsx' ? words.exportFailed : undefined} onRetry={run} />
      )}
    </>
  )
}
