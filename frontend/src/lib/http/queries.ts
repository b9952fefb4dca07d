import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem'

const TRIES = 2

/** A refusal is an answer and is not repeated; a passing fault is, except a lost session, which the sign-in panel mends. */
export function worthRetrying(failures: number, error: unknown): boolean {
  return error instanceof ApiProblem && error.isPassing && error.status !== 401 && failures < TRIES
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: worthRetrying, staleTime: 15_000, refetchOnWindowFocus: true, networkMode: 'always' },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}
