import { createFileRoute } from '@tanstack/react-router'
import { RedactPage } from '@/features/personal-data'

export const Route = createFileRoute('/_app/redact/$evidenceId')({ component: Page })

function Page() {
  const { evidenceId } = Route.useParams()
  const navigate = Route.useNavigate()
  return <RedactPage id={evidenceId} onDone={() => void navigate({ to: '/evidence', search: { document: evidenceId } })} />
}
