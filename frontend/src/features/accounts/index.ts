export { NewPasswordForm } from './NewPasswordForm'
export { SessionLostPanel } from './SessionLostPanel'
export { SignInPage } from './SignInPage'
