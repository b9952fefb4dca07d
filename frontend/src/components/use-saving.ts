import { type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query'

/** What a dialog sends: once it is taken, all that is shown is read anew, and the dialog closes, or goes on with the answer. */
export function useSaving<Told, Wrong = Error, Given = void>(sending: UseMutationOptions<Told, Wrong, Given>, onDone: (told: Told) => void) {
  const cache = useQueryClient()
  return useMutation({
    ...sending,
    onSuccess: (told) => {
      void cache.invalidateQueries()
      onDone(told)
    },
  })
}
