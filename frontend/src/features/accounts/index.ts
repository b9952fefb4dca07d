export { NewPasswordForm } from './NewPasswordForm'
export { SignInPage } from './SignInPage'
