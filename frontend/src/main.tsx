import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { getLocale } from '@/i18n/locale'
import { createQueryClient } from '@/lib/http/queries'
import { onRecovered } from '@/lib/session/state'
import { makeRouter } from './router'
import './styles/index.css'

const queryClient = createQueryClient()
const router = makeRouter(queryClient)

// what failed while the session was lost is read again once the person is back
onRecovered(() => void queryClient.refetchQueries({ predicate: (query) => query.state.status === 'error' || query.isActive() }))
document.documentElement.lang = getLocale()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
)
