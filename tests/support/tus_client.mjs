// Uploads one file with tus-js-client as it comes. argv: a JSON text with endpoint, token, file, metadata, chunkSize, uploadUrl, stopAfter.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { Upload } = createRequire(new URL('../../frontend/package.json', import.meta.url))('tus-js-client')
const wish = JSON.parse(process.argv[2])

const told = await new Promise((resolve) => {
  const upload = new Upload(readFileSync(wish.file), {
    endpoint: wish.endpoint,
    uploadUrl: wish.uploadUrl ?? null,
    metadata: wish.metadata,
    chunkSize: wish.chunkSize ?? Infinity,
    headers: { Authorization: `Bearer ${wish.token}` },
    retryDelays: wish.retryDelays ?? null,
    onChunkComplete: (_size, accepted) => {
      if (wish.stopAfter === undefined || accepted < wish.stopAfter) return
      void upload.abort()
      resolve({ url: upload.url, accepted })
    },
    onSuccess: ({ lastResponse }) => resolve({ url: upload.url, evidence: lastResponse.getHeader('Upload-Evidence') }),
    onError: (error) => resolve({ url: upload.url, status: error.originalResponse?.getStatus() ?? 0, body: error.originalResponse?.getBody() ?? '' }),
  })
  upload.start()
})
console.log(JSON.stringify(told))
