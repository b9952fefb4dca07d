import { ConfigProvider } from 'antd'
import enUS from 'antd/locale/en_US'
import viVN from 'antd/locale/vi_VN'
import type { ReactNode } from 'react'
import { useLocale } from '@/i18n/locale'
import { theme, touchTheme } from '@/lib/theme/tokens'
import { useMedia } from '@/lib/use-media'

/** Ant Design with our tokens, for the signed-in part only: the sign-in page stays light. */
export function AntdProvider({ children }: { children: ReactNode }) {
  const locale = useLocale()
  const touched = useMedia('(pointer: coarse)')
  return (
    <ConfigProvider theme={touched ? touchTheme : theme} locale={locale === 'vi' ? viVN : enUS} wave={{ disabled: true }}>
      {children}
    </ConfigProvider>
  )
}
