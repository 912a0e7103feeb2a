import { people } from './back_office/people.ts'
import { signIns } from './back_office/sign_ins.ts'

export const identityOffice = [people, signIns]
