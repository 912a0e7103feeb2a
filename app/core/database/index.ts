export { migrateUp, migrateDown } from './migrate.ts'
export { beginImmediately, isBusy, sqliteReader } from './sqlite.ts'
export { inTransaction, isSqlite, isDuplicate, type Transaction } from './transaction.ts'
export { newId } from './id.ts'
