import { timingSafeEqual } from 'node:crypto'
import { Problem } from '#core/http/index'
import { digest, newSecret } from './secret.ts'

export class SetupSpent extends Problem {
  constructor() {
    super({
      status: 404,
      code: 'setup_closed',
      title: 'There is nothing to set up here',
      detail: 'This installation is set up already, or the link is not the one that was printed when Damson last started.',
    })
  }
}

/**
 * The secret of the setup link. Only the console of the process knows it: who reads the console owns the
 * machine. It dies with the process and with its first use.
 */
export class SetupKey {
  #digest: Buffer | null = null

  /** Makes a key and answers its secret. A key made before no longer fits. */
  issue(): string {
    const secret = newSecret()
    this.#digest = Buffer.from(digest(secret))
    return secret
  }

  fits(secret: string): boolean {
    return this.#digest !== null && timingSafeEqual(this.#digest, Buffer.from(digest(secret)))
  }

  assertFits(secret: string) {
    if (!this.fits(secret)) throw new SetupSpent()
  }

  /** Spends the key on `work`; it fits again only if that fails. A second use meanwhile is refused. */
  async use<T>(secret: string, work: () => Promise<T>): Promise<T> {
    this.assertFits(secret)
    const kept = this.#digest
    this.#digest = null
    try {
      return await work()
    } catch (error) {
      this.#digest = kept
      throw error
    }
  }
}

export const setupKey = new SetupKey()
