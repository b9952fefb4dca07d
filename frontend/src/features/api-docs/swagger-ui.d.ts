declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface SwaggerRequest {
    url: string
    headers: Record<string, string>
  }
  interface SwaggerOptions {
    url: string
    domNode: HTMLElement
    deepLinking: boolean
    docExpansion: 'none' | 'list' | 'full'
    filter: boolean
    tagsSorter: 'alpha'
    defaultModelsExpandDepth: number
    persistAuthorization: boolean
    onComplete: () => void
    requestInterceptor: (request: SwaggerRequest) => SwaggerRequest | Promise<SwaggerRequest>
  }
  export default function SwaggerUI(options: SwaggerOptions): unknown
}
