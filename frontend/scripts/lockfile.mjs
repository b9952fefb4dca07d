// The lock file must install from whatever registry npm is configured with: no addresses in it.
import { readFileSync } from 'node:fs'

const lock = readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8')
if (/"resolved":\s*"https?:/.test(lock)) {
  console.error('package-lock.json names a registry host: reinstall with frontend/.npmrc in place.')
  process.exit(1)
}
