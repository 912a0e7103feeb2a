import { assetsOffice } from '../../assets/admin.ts'
import { identityOffice } from '../../identity/admin.ts'
import { tokensOffice } from '../../tokens/admin.ts'
import { adminOffice } from '../admin.ts'

/** Everything that modules declare for the back office, in the order in which it is shown. */
export const OFFICE = [...assetsOffice, ...adminOffice, ...identityOffice, ...tokensOffice]
