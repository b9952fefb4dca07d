import { Button } from 'antd'
import { Megaphone } from 'lucide-react'
import { useState } from 'react'
import type { ReminderCreate } from '@/api/types.gen'
import { UrgeDialog } from './UrgeDialog'

interface UrgeButtonProps {
  /** Whom of what. */
  what: ReminderCreate
  label: string
  /** Where several such buttons stand, which one this is. */
  name?: string
  small?: boolean
}

/** Opens the preview of a reminder: nothing is sent by this button itself. */
export function UrgeButton({ what, label, name, small = false }: UrgeButtonProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size={small ? 'small' : 'middle'} aria-label={name} onClick={() => setOpen(true)}>
        {!small && <Megaphone size={16} aria-hidden />} {label}
      </Button>
      {open && <UrgeDialog what={what} onClose={() => setOpen(false)} />}
    </>
  )
}
