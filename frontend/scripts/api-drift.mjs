// The committed client in src/api must be what openapi/papi.json generates today.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const fresh = mkdtempSync(join(root, 'node_modules', '.api-'))
const read = (folder) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => [relative(folder, path), readFileSync(path, 'utf8')]),
  )

try {
  execFileSync(join(root, 'node_modules/.bin/openapi-ts'), { cwd: root, stdio: 'pipe', env: { ...process.env, PAPI_OPENAPI_OUT: fresh } })
  const [committed, generated] = [read(join(root, 'src/api')), read(fresh)]
  const names = new Set([...Object.keys(committed), ...Object.keys(generated)])
  const stale = [...names].filter((name) => committed[name] !== generated[name])
  if (stale.length > 0) {
    console.error(`src/api is stale (${stale.join(', ')}): run npm run api`)
    process.exitCode = 1
  }
} finally {
  rmSync(fresh, { recursive: true, force: true })
}
