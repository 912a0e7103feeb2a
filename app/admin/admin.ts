import { health } from './back_office/health.ts'
import { plugins } from './back_office/plugins.ts'

export const adminOffice = [health, plugins]
