import type { ApiDocsWords } from '@/i18n/vi/api-docs'

export const apiDocs: ApiDocsWords = {
  title: 'API documentation',
  asYou: (name, unit) => `Requests that you try are sent as ${name}, ${unit}: what they change is changed.`,
  unsigned: 'Not signed in: sign in to try requests with your own rights, or press Authorize to use an access token or a client’s secret.',
  signIn: 'Sign in',
  loading: 'Loading the description…',
  home: 'Back to the application',
  file: 'Description as a file (OpenAPI)',
  language: 'The details are written in English.',
}
