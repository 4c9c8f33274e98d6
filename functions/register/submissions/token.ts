/** The signed token of the 请核对 page: idempotency key, proof of what was looked at, and for how long. */
import type { Answers } from '#forms/form.ts'
import { randomText, type Vault } from '#platform/vault.ts'

/** What a token is for, see `FormRoute`. */
type Purpose = readonly string[]

// A page left open overnight should still be accepted, one from days ago should not.
const LONGEST_MS = 24 * 3_600_000
// Nobody reads a page of answers in less than a second.
const SHORTEST_MS = 1000

/**
 * A token for these answers. The same visit asking again with the same answers gets the same key,
 * so that going back and sending once more keeps one record.
 */
export async function issue(
  vault: Vault,
  purpose: Purpose,
  answers: Answers,
  now: number,
  visit?: string,
): Promise<string> {
  const seen = JSON.stringify(answers)
  const key = visit ? (await vault.sign('visit', visit, ...purpose, seen)).slice(0, 22) : randomText(16)
  const issued = now.toString(36)
  return `${key}.${issued}.${await vault.sign('token', key, issued, ...purpose, seen)}`
}

/** The key of a token that is ours, for these very answers, and of a sensible age. */
export async function readToken(
  vault: Vault,
  token: string,
  purpose: Purpose,
  answers: Answers,
  now: number,
): Promise<string | undefined> {
  const [, key, issued, signature] = /^([\w-]{22})\.([0-9a-z]{1,9})\.([\w-]{43})$/.exec(token) ?? []
  if (!key || !issued || !signature) return undefined
  const age = now - Number.parseInt(issued, 36)
  if (age < SHORTEST_MS || age > LONGEST_MS) return undefined
  const ours = await vault.verify(signature, 'token', key, issued, ...purpose, JSON.stringify(answers))
  return ours ? key : undefined
}
