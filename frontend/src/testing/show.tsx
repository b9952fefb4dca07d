import { QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider, type RegisteredRouter } from '@tanstack/react-router'
import { render } from '@testing-library/react'
import type { ReactElement, ReactNode } from 'react'
import { createQueryClient } from '@/lib/http/queries'

/** Draws something that has links or reads from the server, without any of the product's pages. */
export function show(ui: ReactElement) {
  const history = createMemoryHistory()
  const router = createRouter({ routeTree: createRootRoute(), history }) as unknown as RegisteredRouter
  const queries = createQueryClient()
  const wrapper = ({ children }: { children: ReactNode }) => (
    <RouterContextProvider router={router}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </RouterContextProvider>
  )
  return { ...render(ui, { wrapper }), history, queries }
}
