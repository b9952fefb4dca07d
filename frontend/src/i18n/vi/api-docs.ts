/** Words around the interactive description of the API, which is itself in English. */
export const apiDocs = {
  title: 'Tài liệu API',
  asYou: (name: string, unit: string) => `Lời gọi thử được gửi với tên ${name}, ${unit}: thay đổi là thật.`,
  unsigned: 'Chưa đăng nhập: đăng nhập để gọi thử với quyền của mình, hoặc bấm Authorize để dùng mã truy cập hay khóa của hệ thống.',
  signIn: 'Đăng nhập',
  loading: 'Đang tải mô tả…',
  home: 'Về trang chính',
  file: 'Tải tệp mô tả (OpenAPI)',
  language: 'Mô tả chi tiết viết bằng tiếng Anh.',
}
export type ApiDocsWords = typeof apiDocs
