import { useLocation } from '@tanstack/react-router'
import { Ellipsis, Menu as MenuIcon, UserCheck } from 'lucide-react'
import { useEffect, useState, type ReactNode } from 'react'
import { AppLink } from '@/components/AppLink'
import { Dialog } from '@/components/Dialog'
import { commonWords } from '@/i18n/common'
import { delegationsWords } from '@/i18n/delegations'
import { useWords } from '@/i18n/words'
import { formatDay } from '@/lib/format/days'
import { slowServer } from '@/lib/http/slow'
import { useKeyListener, useShortcuts } from '@/lib/keys'
import { homeOf, useMe, useToday } from '@/lib/session/access'
import { useStore } from '@/lib/store'
import { AccountMenu } from './AccountMenu'
import { KeysPanel } from './KeysPanel'
import { bottomNavOf, groupedNavOf, isCurrent, navOf, type NavItem } from './nav'
import bar from './bar.module.css'
import styles from './frame.module.css'
import navStyles from './nav.module.css'

interface AppFrameProps {
  children: ReactNode
  /** The search of the navy bar. */
  search?: ReactNode
  /** The bell. */
  bell?: ReactNode
  /** Counts beside words of the menu, such as open work. */
  counts?: Partial<Record<NavItem['key'], number>>
}

function NavLinks({ items, pathname, counts, onFollow }: { items: readonly NavItem[]; pathname: string; counts: AppFrameProps['counts']; onFollow?: () => void }) {
  const words = useWords(commonWords)
  return items.map((item) => {
    const { key, path, icon: Icon } = item
    const count = counts?.[key] ?? 0
    return (
      <li key={key}>
        <AppLink href={path} aria-current={isCurrent(item, pathname) ? 'page' : undefined} onClick={onFollow}>
          <Icon size={18} aria-hidden />
          <span>{words.nav[key]}</span>
          {count > 0 && <span className={navStyles.count}>{count}</span>}
        </AppLink>
      </li>
    )
  })
}

function MainMenu({ pathname, counts }: { pathname: string; counts: AppFrameProps['counts'] }) {
  const me = useMe()
  const { moreMenu } = useWords(commonWords).frame
  const { main, more } = groupedNavOf(me)
  const inside = more.some((item) => isCurrent(item, pathname))
  const [chosen, setChosen] = useState<boolean | null>(null)
  const open = chosen ?? inside
  const waiting = more.reduce((sum, { key }) => sum + (counts?.[key] ?? 0), 0)
  return (
    <ul>
      <NavLinks items={main} pathname={pathname} counts={counts} />
      {more.length > 0 && (
        <li>
          <button type="button" aria-expanded={open} onClick={() => setChosen(!open)}>
            <Ellipsis size={18} aria-hidden />
            <span>{moreMenu}</span>
            {!open && waiting > 0 && <span className={navStyles.count}>{waiting}</span>}
          </button>
          {open && (
            <ul>
              <NavLinks items={more} pathname={pathname} counts={counts} />
            </ul>
          )}
        </li>
      )}
    </ul>
  )
}

function DemoBanner() {
  const me = useMe()
  const today = useToday()
  const words = useWords(commonWords)
  if (me.demo === null) return null
  return (
    <p className={styles.banner} data-frame>
      <span className={styles.bannerLong}>{words.frame.demo(formatDay(today))}</span>
      <span className={styles.bannerShort}>{words.frame.demoShort(formatDay(today))}</span>
    </p>
  )
}

/** Whoever acts for somebody else sees it on every page. */
function BehalfBanner() {
  const { membership } = useMe()
  const words = useWords(delegationsWords)
  if (membership.on_behalf_of === null) return null
  const name = membership.on_behalf_of
  return (
    <p className={`${styles.banner ?? ''} ${styles.behalf ?? ''}`} role="note" data-frame>
      <UserCheck size={16} aria-hidden />
      {words.banner(name, membership.unit.name, membership.valid_to === null ? '' : formatDay(membership.valid_to))}
    </p>
  )
}

/** What stands around every page: navy bar, banner, menu; on a phone the bottom bar. */
export function AppFrame({ children, search, bell, counts }: AppFrameProps) {
  const me = useMe()
  const words = useWords(commonWords)
  const { pathname } = useLocation()
  const slow = useStore(slowServer)
  const [panel, setPanel] = useState<'keys' | 'menu' | null>(null)
  useKeyListener()
  useShortcuts([{ keys: 'Shift+Slash', label: words.keys.help, run: () => setPanel('keys') }])
  const close = () => setPanel(null)
  useEffect(() => () => setPanel(null), [pathname])

  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip} data-frame>
        {words.skipToContent}
      </a>
      <header className={bar.header} data-frame>
        <AppLink href={homeOf(me)} className={bar.product}>
          <span className={bar.productLong}>{words.product}</span>
          <span className={bar.productShort}>{words.productShort}</span>
        </AppLink>
        <div className={bar.search}>{search}</div>
        <div className={bar.tools}>
          {bell}
          <AccountMenu onShowKeys={() => setPanel('keys')} />
        </div>
      </header>
      <DemoBanner />
      <BehalfBanner />
      {slow && (
        <p className={styles.slow} role="status" data-frame>
          {words.slow}
        </p>
      )}
      <div className={styles.body}>
        <nav className={navStyles.menu} aria-label={words.frame.mainMenu} data-frame>
          <MainMenu pathname={pathname} counts={counts} />
        </nav>
        <main id="content" className={styles.main} tabIndex={-1}>
          {children}
        </main>
      </div>
      <nav className={navStyles.bottom} aria-label={words.frame.mainMenu} data-frame>
        <ul>
          <NavLinks items={bottomNavOf(me)} pathname={pathname} counts={undefined} />
          <li>
            <button type="button" onClick={() => setPanel('menu')}>
              <MenuIcon size={18} aria-hidden />
              <span>{words.frame.moreMenu}</span>
            </button>
          </li>
        </ul>
      </nav>
      {panel === 'keys' && <KeysPanel onClose={close} />}
      {panel === 'menu' && (
        <Dialog title={words.frame.moreMenu} onClose={close} width={360}>
          <ul className={navStyles.allItems}>
            <NavLinks items={navOf(me)} pathname={pathname} counts={counts} onFollow={close} />
          </ul>
        </Dialog>
      )}
    </div>
  )
}
