import type { CreateClientConfig } from '@/api/client.gen'
import { send } from './send'

/** How the generated client reaches the server; called by the client itself when it is first imported. */
export const createClientConfig: CreateClientConfig = (config) => ({
  ...config,
  baseUrl: globalThis.location.origin,
  // the generated client hands over a ready Request
  fetch: (input) => send(input as Request),
})
