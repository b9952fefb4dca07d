import { useEffect, useRef, useState } from 'react'
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js'
import 'swagger-ui-dist/swagger-ui.css'
import { AppLink } from '@/components/AppLink'
import { PageHeader } from '@/components/PageHeader'
import { apiDocsWords } from '@/i18n/api-docs'
import { useWords } from '@/i18n/words'
import type { Me } from '@/lib/session/state'
import { accessToken } from '@/lib/session/token'
import styles from './ApiDocsPage.module.css'

const API = '/api/v1/'

/** Requests are sent with the session of the page, unless other rights were given by Authorize. */
async function withSession(request: { url: string; headers: Record<string, string> }) {
  const { origin, pathname } = new URL(request.url, location.href)
  const ours = origin === location.origin && pathname.startsWith(API) && !pathname.startsWith(`${API}auth/`)
  if (ours && request.headers['Authorization'] === undefined) {
    const token = await accessToken().catch(() => null)
    if (token !== null) request.headers['Authorization'] = `Bearer ${token}`
  }
  return request
}

/** The description of the API, with every request to be tried. */
export function ApiDocsPage({ me }: { me: Me | null }) {
  const words = useWords(apiDocsWords)
  const place = useRef<HTMLDivElement>(null)
  const [drawn, setDrawn] = useState(false)
  useEffect(() => {
    if (place.current === null) return
    SwaggerUI({
      url: '/openapi.json',
      domNode: place.current,
      deepLinking: true,
      docExpansion: 'none',
      filter: true,
      tagsSorter: 'alpha',
      defaultModelsExpandDepth: -1,
      persistAuthorization: false,
      requestInterceptor: withSession,
      onComplete: () => setDrawn(true),
    })
  }, [])
  return (
    <main className={styles.page}>
      <PageHeader
        title={words.title}
        facts={
          <>
            <span>{me === null ? words.unsigned : words.asYou(me.full_name, me.membership.unit.name)}</span>
            <span>{words.language}</span>
          </>
        }
        actions={
          <>
            <a href="/openapi.json" download="papi.json">
              {words.file}
            </a>
            <AppLink href={me === null ? '/sign-in?next=%2Fdocs' : '/'}>{me === null ? words.signIn : words.home}</AppLink>
          </>
        }
      />
      {!drawn && <p role="status" className="secondary">{words.loading}</p>}
      <div ref={place} className={styles.description} />
    </main>
  )
}
