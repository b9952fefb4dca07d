import type { Me } from '@/lib/session/state'

const membership: Me['membership'] = {
  id: 'm-1',
  role: 'officer',
  unit: { id: 'u-1', code: 'P1', name: 'Phường 1', kind: 'ward' },
  valid_from: '2024-01-01',
  valid_to: null,
  on_behalf_of: null,
}

/** An officer of Phường 1. */
export function officer(changes: Partial<Me> = {}): Me {
  return {
    id: 'p-1',
    username: 'hoa.lt',
    full_name: 'Lê Thị Hoa',
    email: null,
    demo: null,
    idle_minutes: 30,
    membership,
    memberships: [membership],
    must_change_password: false,
    must_set_up_totp: false,
    signed_in_by: 'password',
    permissions: ['report.edit', 'dashboard.read'],
    ...changes,
  }
}
