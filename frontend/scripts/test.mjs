// Everything the frontend promises, cheap checks first; two lanes because linting and building do not wait for each other.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
// built by the way of the Makefile, which remembers it: the browser tests that follow find it done
const OWN = { build: ['../scripts/setup', 'spa'] }
const run = (name) =>
  new Promise((resolve, reject) => {
    const started = Date.now()
    const [program, ...given] = OWN[name] ?? ['npm', 'run', '--silent', name]
    const child = spawn(program, given, { cwd: root, env: process.env })
    let output = ''
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (output += text))
    child.on('close', (code) => {
      const seconds = ((Date.now() - started) / 1000).toFixed(1)
      process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds} s)\n${code === 0 && name !== 'bundle-size' ? '' : output}`)
      if (code === 0) resolve()
      else reject(new Error(name))
    })
  })
const lane = async (...names) => {
  for (const name of names) await run(name)
}

const results = await Promise.allSettled([
  lane('check:lockfile', 'check:api', 'check:types', 'build', 'bundle-size'),
  lane('check:islands', 'test:unit', 'check:lint'),
])
process.exitCode = results.some((result) => result.status === 'rejected') ? 1 : 0
