/** What somebody may do with a collection; each holds what stands before it. */
export const LEVELS = ['none', 'see', 'fill', 'manage'] as const
export type Level = (typeof LEVELS)[number]

/** As it is kept and compared. */
export const rankOf = (level: Level) => LEVELS.indexOf(level)
export const levelOf = (rank: number) => LEVELS[rank] ?? 'none'
export const [NONE, SEE, FILL, MANAGE] = [0, 1, 2, 3] as const

/** `mayShare` is the right to say who else may do what, as far as one may oneself. */
export type Rights = { rank: number; mayShare: boolean }

export const ALL_RIGHTS: Rights = { rank: MANAGE, mayShare: true }
export const NO_RIGHTS: Rights = { rank: NONE, mayShare: false }
