import { apiTokens } from './back_office.ts'

export const tokensOffice = [apiTokens]
