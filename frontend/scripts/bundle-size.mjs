// What a person downloads before a page works: the gzipped static import closure of the entry plus the route.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const manifest = JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8'))

const BUDGETS = [
  { page: 'sign-in', kB: 160, routes: ['src/routes/sign-in.tsx'] },
  { page: 'my work', kB: 300, routes: ['src/routes/_app.tsx', 'src/routes/_app.index.tsx'] },
]

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
// A split route appears as `src/routes/x.tsx?tsr-split=component` (and others) in the manifest.
function chunksOf(route) {
  const chunks = Object.keys(manifest).filter((key) => key === route || key.startsWith(`${route}?tsr-split`))
  // a renamed route would otherwise weigh nothing and pass
  if (chunks.length === 0) throw new Error(`${route} is not in the build: correct BUDGETS`)
  return chunks
}

function closure(keys, seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue
    seen.add(key)
    closure(manifest[key].imports ?? [], seen)
  }
  return seen
}

let failed = false
for (const { page, kB, routes } of BUDGETS) {
  const chunks = routes.flatMap(chunksOf)
  const files = [...new Set([...closure([entry, ...chunks])].map((key) => manifest[key].file))].filter((file) => file.endsWith('.js'))
  const size = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0) / 1000
  const over = size > kB
  failed ||= over
  console.log(`${over ? 'OVER' : 'ok  '} ${page}: ${size.toFixed(1)} of ${kB} kB gz in ${files.length} files`)
  if (over || process.argv.includes('-v'))
    for (const file of files) console.log(`       ${(gzipSync(readFileSync(join(dist, file))).length / 1000).toFixed(1)} kB ${file}`)
}
process.exitCode = failed ? 1 : 0
