import { closeSync, fdatasync, openSync } from 'node:fs'
import { promisify } from 'node:util'
import type BetterSqlite from 'better-sqlite3'

/**
 * The write-ahead log of one SQLite connection. Syncing it from outside of SQLite is enough to keep what was committed:
 * a commit has written its frames to the file, each with a checksum, before it returns.
 */
export class WriteAheadLog {
  #file: number | null = null
  #running: Promise<void> = Promise.resolve()
  #next: Promise<void> | null = null

  constructor(
    private path: string,
    private datasync: (file: number) => Promise<void> = promisify(fdatasync)
  ) {}

  /** A sync that is under way may have begun before the commit, so it takes the next one, together with all who wait. */
  sync(): Promise<void> {
    this.#next ??= this.#running
      .catch(() => {})
      .then(() => {
        this.#next = null
        this.#running = this.datasync((this.#file ??= openSync(this.path, 'r')))
        return this.#running
      })
    return this.#next
  }

  close() {
    const file = this.#file
    this.#file = null
    if (file !== null) void this.#running.catch(() => {}).then(() => closeSync(file))
  }
}

const logs = new WeakMap<BetterSqlite.Database, WriteAheadLog>()

export function logOf(db: BetterSqlite.Database): WriteAheadLog {
  let log = logs.get(db)
  if (!log) {
    log = new WriteAheadLog(`${db.name}-wal`)
    logs.set(db, log)
    const close = db.close.bind(db)
    db.close = () => {
      log!.close()
      return close()
    }
  }
  return log
}
