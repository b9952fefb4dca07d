import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'

export interface AppLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** An address within the application, such as `href('/plan', { unit })` makes. */
  href: string
  /** Replace the present address: a choice within the page that "Back" should skip. */
  replace?: boolean
}

/** A link by address: what lists and notifications carry. Modified clicks stay the browser's. */
export function AppLink({ href, replace = false, onClick, ...rest }: AppLinkProps) {
  const router = useRouter()
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (event.defaultPrevented || !plain || rest.target === '_blank') return
    event.preventDefault()
    if (replace) router.history.replace(href)
    else router.history.push(href)
  }
  return <a {...rest} href={href} onClick={follow} />
}
