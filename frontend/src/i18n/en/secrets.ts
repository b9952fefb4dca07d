import type { SecretWords } from '@/i18n/vi/secrets'

export const secrets: SecretWords = {
  copy: 'Copy',
  copied: 'Copied',
  kept: 'Stored, close',
}
