import { type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query'

/** What a dialog sends: once it is taken, all that is shown is read anew, and the dialog closes. */
export function useSaving<Told, Wrong = Error, Given = void>(sending: UseMutationOptions<Told, Wrong, Given>, onClose: () => void) {
  const cache = useQueryClient()
  return useMutation({
    ...sending,
    onSuccess: () => {
      void cache.invalidateQueries()
      onClose()
    },
  })
}
