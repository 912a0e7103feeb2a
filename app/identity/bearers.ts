/** What an API token stands for. `scopes` null gives all that the owner may do. */
export type Bearer = { tokenId: string; userId: string; scopes: string[] | null }

type FindBearer = (secret: string) => Promise<Bearer | null>

let find: FindBearer = async () => null

/** The slot for the module that keeps API tokens: how a secret is recognised. */
export function recogniseBearers(by: FindBearer) {
  find = by
}

export function findBearer(secret: string): Promise<Bearer | null> {
  return find(secret)
}
