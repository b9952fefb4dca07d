import { defineConfig } from '@hey-api/openapi-ts'

// PAPI_OPENAPI_OUT lets the drift check write beside the committed client instead of over it.
export default defineConfig({
  input: '../openapi/papi.json',
  output: { path: process.env['PAPI_OPENAPI_OUT'] ?? 'src/api', clean: true },
  plugins: [
    '@hey-api/typescript',
    { name: '@hey-api/sdk', auth: false },
    { name: '@hey-api/client-fetch', runtimeConfigPath: '@/lib/http/runtime', throwOnError: true },
    '@tanstack/react-query',
  ],
})
