import type { GetSignInOptionsResponse, ListDemoAccountsResponse } from '@/api/types.gen'
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

export type SsoOption = NonNullable<GetSignInOptionsResponse['sso']>
export type SignInOptions = GetSignInOptionsResponse

/** What there is beside the password. Where nothing answers, the password alone is offered. */
export async function loadOptions(): Promise<SignInOptions> {
  try {
    const response = await transport(new Request(address('/api/v1/auth/options')))
    return (await response.json()) as SignInOptions
  } catch (error) {
    if (isProblem(error)) return { password: 'all', sso: null }
    throw error
  }
}

function json(path: string, body: unknown, method = 'POST'): Request {
  return new Request(address(path), { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' }, credentials: 'same-origin' })
}

/** The identity provider's address for this browser. */
export async function beginSso(next: string): Promise<string> {
  const response = await transport(json('/api/v1/auth/oidc/start', { next }))
  return ((await response.json()) as { url: string }).url
}

export interface BegunFactor {
  secret: string
  uri: string
}

export async function beginFactor(password: string): Promise<BegunFactor> {
  return (await (await send(json('/api/v1/me/totp', { current_password: password }))).json()) as BegunFactor
}

/** The recovery codes, shown this once. */
export async function confirmFactor(code: string): Promise<string[]> {
  return codesOf(await send(json('/api/v1/me/totp/confirm', { code })))
}

export async function newRecoveryCodes(password: string, code: string): Promise<string[]> {
  return codesOf(await send(json('/api/v1/me/totp/recovery-codes', { current_password: password, code })))
}

export async function removeFactor(password: string, code: string): Promise<void> {
  await send(json('/api/v1/me/totp', { current_password: password, code }, 'DELETE'))
}

async function codesOf(response: Response): Promise<string[]> {
  return ((await response.json()) as { recovery_codes: string[] }).recovery_codes
}
