import type { Readable } from 'node:stream'

/**
 * What `put` must end up with: bytes, and lower-case hex. An object that `canBeRemade` from another, as a thumbnail
 * can, need not survive a power cut, so a storage does not wait for the disk; what then is left of it has another size.
 */
export type StorageExpectation = { size: number; sha256: string; canBeRemade?: boolean }

/**
 * Where the bytes come from. With `mayMove` the caller gives the file away and has hashed it: a
 * storage on the same file system may take it over by rename, trusting `sha256` but not `size`. The
 * file is then gone, or still there for the caller to remove; with `isSynced` it was counted and its content is on
 * the disk already.
 * A stream is read to its end or destroyed.
 */
export type StorageSource = { path: string; mayMove?: boolean; isSynced?: boolean } | { stream: Readable }

/** What was written, as the storage counted and hashed it (or, for a file taken over, was told). */
export type StoredObject = { size: number; sha256: string }

export type ObjectStat = { size: number; modifiedAt: Date }
export type ObjectInfo = ObjectStat & { key: string }

/** Byte offsets as in HTTP: both count from 0 and `end` is included. Without `end`: to the end of the object. */
export type ByteRange = { start: number; end?: number }

/**
 * Keeps objects under keys: slash-separated segments of `[A-Za-z0-9._-]`, at most 255 characters, no
 * leading slash and no segment that begins with a dot. Anything else is refused with `invalid_key`.
 * Keys are made by the application, never by people.
 */
export interface Storage {
  /**
   * Stores an object, replacing one of the same key. When it resolves, the object survives a power cut, unless
   * it `canBeRemade`. When the size or hash is not the expected one it throws `PluginError` with code `content_mismatch`; then, and when
   * the source fails, there is nothing new under the key: no part of it, and an older object is untouched.
   */
  put(key: string, source: StorageSource, expected: StorageExpectation): Promise<StoredObject>

  /** Size in bytes and time of the last write, or null for an object that does not exist. */
  stat(key: string): Promise<ObjectStat | null>

  /** The bytes of an object or of a range of it. Throws `ObjectMissing` before there is a stream. */
  read(key: string, range?: ByteRange): Promise<Readable>

  /** Where other processes of this machine can read the object as a file. Only for storages that keep such files. */
  localPath?(key: string): string

  /** Removes an object. One that does not exist is no error. */
  delete(key: string): Promise<void>

  /** Every object whose key begins with `prefix`, in no particular order; the empty prefix lists all. */
  list(prefix: string): AsyncIterable<ObjectInfo>

  /** Writes, reads back, compares and removes a small object, or throws what stood in the way. */
  check(): Promise<void>
}
