// Says, for each secret, whether the official library accepts a webhook. Lines of standard input: body, id, timestamp, signature, secrets.
import { createRequire } from 'node:module'

const { Webhook } = createRequire(new URL('../../frontend/package.json', import.meta.url))('standardwebhooks')
let text = ''
for await (const piece of process.stdin) text += piece
const [body, id, timestamp, signature, ...secrets] = text.split('\n')
const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
for (const secret of secrets) {
  try {
    new Webhook(secret).verify(body, headers)
    console.log(true)
  } catch {
    console.log(false)
  }
}
