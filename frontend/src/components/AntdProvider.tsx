import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import viVN from 'antd/locale/vi_VN'
import type { ReactNode } from 'react'
import { useLocale } from '@/i18n/locale'
import { theme } from '@/lib/theme/tokens'

/** Ant Design with our tokens, for the signed-in part only: the sign-in page stays light. */
export function AntdProvider({ children }: { children: ReactNode }) {
  const locale = useLocale()
  return (
    <ConfigProvider theme={theme} locale={locale === 'vi' ? viVN : enUS} wave={{ disabled: true }}>
      {children}
    </ConfigProvider>
  )
}
