/** Words of what is shown once and copied. */
export const secrets = {
  copy: 'Sao chép',
  copied: 'Đã sao chép',
  kept: 'Đã lưu, đóng lại',
}

export type SecretWords = typeof secrets
