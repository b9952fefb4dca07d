import { Button, type ButtonProps } from 'antd'
import { useFollow } from './AppLink'

/** A link by address that looks like a button: the next step of a task is often another page. */
export function LinkButton({ href, ...rest }: Omit<ButtonProps, 'onClick'> & { href: string }) {
  return <Button {...rest} href={href} onClick={useFollow(href)} />
}
