import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ErrorState } from './ErrorState'
import { Skeleton } from './Skeleton'

interface QueryStateProps<T> {
  query: UseQueryResult<T, unknown>
  children: (data: T) => ReactNode
  heights?: readonly number[]
}

/** The three states that every page has: coming, failed with a way on, there. Old content stays while it is read again. */
export function QueryState<T>({ query, children, heights = [32, 64, 64, 64, 32] }: QueryStateProps<T>) {
  if (query.data !== undefined) return children(query.data)
  if (query.error !== null) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />
  return <Skeleton heights={heights} />
}
