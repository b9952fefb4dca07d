/** A plan that was sent, and a unit’s word that it came. */
export const receipts = {
  acknowledge: 'Đã nhận',
  asks: (number: number) => `Kế hoạch (phiên bản ${number}) đã gửi đến đơn vị. Bấm “Đã nhận” để xác nhận.`,
  done: (who: string, moment: string) => `${who} xác nhận đã nhận lúc ${moment}`,
}
export type ReceiptsWords = typeof receipts
