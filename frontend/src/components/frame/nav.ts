import {
  ArrowLeftRight,
  CalendarClock,
  CalendarCog,
  ChartColumn,
  ChartLine,
  ClipboardCheck,
  ClipboardList,
  FileStack,
  FileCog,
  FileText,
  FolderOpen,
  History,
  Inbox,
  Landmark,
  Megaphone,
  GitMerge,
  HandHelping,
  ListChecks,
  SearchCheck,
  Network,
  Plug,
  ShieldX,
  UserSearch,
  CalendarDays,
  Users,
  Webhook,
  type LucideIcon,
} from 'lucide-react'
import type { CommonWords } from '@/i18n/vi/common'
import { homeOf, may } from '@/lib/session/access'
import type { Me } from '@/lib/session/state'

export interface NavItem {
  key: keyof CommonWords['nav']
  path: string
  icon: LucideIcon
  /** Drawn by what the server permits, never by a role's name. */
  shown: (me: Me) => boolean
  /** Pages that one reaches from it, and that belong to it. */
  also?: readonly string[]
}

const reports = (me: Me) => may(me, 'report.edit')

const ITEMS: readonly NavItem[] = [
  { key: 'myWork', path: '/', icon: Inbox, shown: reports },
  { key: 'review', path: '/review', icon: ClipboardCheck, shown: (me) => may(me, 'report.review') },
  { key: 'reports', path: '/reports', icon: FileText, shown: (me) => may(me, 'report.read') && !may(me, 'report.review') },
  { key: 'periods', path: '/periods', icon: CalendarDays, shown: (me) => may(me, 'period.read') && !reports(me), also: ['/period-calendar', '/report-regime', '/completeness', '/meeting'] },
  { key: 'urging', path: '/urging', icon: Megaphone, shown: (me) => may(me, 'escalation.read'), also: ['/attention', '/escalation-ladder'] },
  { key: 'plan', path: '/plan', icon: ListChecks, shown: (me) => may(me, 'plan.read') },
  { key: 'extensions', path: '/extensions', icon: CalendarClock, shown: (me) => may(me, 'extension.decide') || may(me, 'extension.request') },
  { key: 'unitPlans', path: '/unit-plans', icon: ClipboardList, shown: (me) => may(me, 'unit_plan.read') },
  { key: 'activities', path: '/activities', icon: HandHelping, shown: (me) => may(me, 'activity.read') },
  { key: 'inspections', path: '/inspections', icon: SearchCheck, shown: (me) => may(me, 'inspection.read'), also: ['/findings'] },
  { key: 'consolidated', path: '/consolidated', icon: FileStack, shown: (me) => may(me, 'consolidated.read'), also: ['/report-outline', '/dispatches'] },
  { key: 'indicators', path: '/indicators', icon: Network, shown: (me) => may(me, 'framework.read') },
  { key: 'overview', path: '/overview', icon: ChartColumn, shown: (me) => may(me, 'dashboard.read') },
  { key: 'evidence', path: '/evidence', icon: FolderOpen, shown: (me) => may(me, 'evidence.read') },
  { key: 'personalData', path: '/personal-data', icon: ShieldX, shown: (me) => may(me, 'erasure.read'), also: ['/retention', '/redact'] },
  { key: 'subjectRequests', path: '/subject-requests', icon: UserSearch, shown: (me) => may(me, 'subject_request.read') },
  { key: 'measures', path: '/measures', icon: ChartLine, shown: (me) => may(me, 'measure.read') },
  { key: 'exchange', path: '/exchange', icon: ArrowLeftRight, shown: (me) => may(me, 'exchange.read') },
  { key: 'units', path: '/units', icon: Landmark, shown: (me) => may(me, 'units.manage') },
  { key: 'reorganisation', path: '/reorganisation', icon: GitMerge, shown: (me) => may(me, 'succession.read') },
  { key: 'people', path: '/people', icon: Users, shown: (me) => may(me, 'people.manage') },
  { key: 'connections', path: '/connections', icon: Plug, shown: (me) => may(me, 'api_clients.manage') },
  { key: 'calendar', path: '/calendar', icon: CalendarCog, shown: (me) => may(me, 'calendar.manage') },
  { key: 'papers', path: '/papers', icon: FileCog, shown: (me) => may(me, 'papers.manage') },
  { key: 'webhooks', path: '/webhooks', icon: Webhook, shown: (me) => may(me, 'webhooks.manage') },
  { key: 'history', path: '/history', icon: History, shown: (me) => may(me, 'history.read') },
]

/** The left menu of this person: where they start stands first. */
export function navOf(me: Me): readonly NavItem[] {
  const shown = ITEMS.filter((item) => item.shown(me))
  const home = homeOf(me)
  return [...shown.filter(({ path }) => path === home), ...shown.filter(({ path }) => path !== home)]
}

/** What stands in the menu itself, most wanted first; what has no room there is one click away. */
const FIRST: readonly NavItem['key'][] = ['myWork', 'review', 'reports', 'periods', 'urging', 'plan', 'consolidated', 'overview', 'evidence', 'unitPlans', 'people', 'units']
const ROOM = 7

interface Grouped {
  main: readonly NavItem[]
  more: readonly NavItem[]
}

/** Seven words: where all find room, all of them; else six and the rest behind the seventh. */
export function groupedNavOf(me: Me): Grouped {
  const items = navOf(me)
  if (items.length <= ROOM) return { main: items, more: [] }
  const rank = ({ key }: NavItem) => (FIRST.indexOf(key) + FIRST.length + 1) % (FIRST.length + 1)
  const chosen = items.toSorted((a, b) => rank(a) - rank(b)).slice(0, ROOM - 1)
  return { main: items.filter((item) => chosen.includes(item)), more: items.filter((item) => !chosen.includes(item)) }
}

const ON_PHONE: readonly NavItem['key'][] = ['myWork', 'review', 'reports', 'periods', 'evidence', 'overview', 'plan', 'people', 'units']

/** The three of the bottom bar; the fourth opens the rest. */
export function bottomNavOf(me: Me): readonly NavItem[] {
  const shown = navOf(me)
  const first = shown.slice(0, 1)
  const rest = ON_PHONE.flatMap((key) => shown.filter((item) => item.key === key && !first.includes(item)))
  return [...first, ...rest].slice(0, 3)
}

export function isCurrent(item: NavItem, pathname: string): boolean {
  if (item.path === '/') return pathname === '/'
  return [item.path, ...(item.also ?? [])].some((path) => pathname === path || pathname.startsWith(`${path}/`))
}
