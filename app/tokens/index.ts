export { CreateToken, type NewToken } from './actions/create_token.ts'
export { findToken } from './queries/find_token.ts'
export { default as ApiToken } from './models/api_token.ts'
