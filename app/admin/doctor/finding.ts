/**
 * `ok`: as it should be. `off`: works without it, and the detail says what is missing from the product.
 * `problem`: something people need does not work, or is not safe.
 */
export type Finding = { subject: string; state: 'ok' | 'off' | 'problem'; detail: string; advice: string | null }

export const ok = (subject: string, detail: string): Finding => ({ subject, state: 'ok', detail, advice: null })
export const off = (subject: string, detail: string, advice: string): Finding => ({ subject, state: 'off', detail, advice })
export const problem = (subject: string, detail: string, advice: string): Finding => ({ subject, state: 'problem', detail, advice })

/** The outcome, or an error where there is none after this time. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms / 1000} seconds`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}
