import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'

export interface AppLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  /** An address within the application, such as `href('/plan', { unit })` makes. */
  href: string
  /** Replace the present address: a choice within the page that "Back" should skip. */
  replace?: boolean
}

/** Follows an address within the application without leaving the page. Modified clicks stay the browser's. */
export function useFollow(href: string, replace = false): (event: MouseEvent<HTMLElement>) => void {
  const router = useRouter()
  return (event) => {
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
    if (event.defaultPrevented || !plain) return
    event.preventDefault()
    if (replace) router.history.replace(href)
    else router.history.push(href)
  }
}

/** A link by address: what lists and notifications carry. */
export function AppLink({ href, replace = false, onClick, ...rest }: AppLinkProps) {
  const follow = useFollow(href, replace)
  const go = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (rest.target !== '_blank') follow(event)
  }
  return <a {...rest} href={href} onClick={go} />
}
