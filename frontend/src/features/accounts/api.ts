import type { ListDemoAccountsResponse } from '@/api/types.gen'
import { isProblem } from '@/lib/http/problem'
import { send } from '@/lib/http/send'
import { address, transport } from '@/lib/http/transport'

// Not through the generated functions: the sign-in page must not carry every call of the product with it.

export type DemoAccounts = ListDemoAccountsResponse

/** The accounts of the demonstration; null where this is none. */
export async function loadDemoAccounts(): Promise<DemoAccounts | null> {
  try {
    const response = await transport(new Request(address('/api/v1/demo/accounts')))
    return (await response.json()) as DemoAccounts
  } catch (error) {
    if (isProblem(error)) return null
    throw error
  }
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  const body = JSON.stringify({ current_password: currentPassword, new_password: newPassword })
  await send(new Request(address('/api/v1/me/password'), { method: 'POST', body, headers: { 'Content-Type': 'application/json' } }))
}

/** With the code that the administrator has given. */
export async function resetPassword(username: string, code: string, newPassword: string): Promise<void> {
  const body = JSON.stringify({ username, code, new_password: newPassword })
  await transport(new Request(address('/api/v1/auth/password-reset'), { method: 'POST', body, headers: { 'Content-Type': 'application/json' } }))
}
