/** What somebody typed to find a record: its number, a whole phone, the last four digits of one, or a full name. */
import { isMobile } from '#forms/kinds/mobile.ts'
import { plainName } from '#forms/names.ts'
import { digits } from '#forms/typed.ts'
import type { Vault } from '#platform/vault.ts'
import { phoneIndex, phonesEnding } from '../submissions/phone.ts'
import { readReference } from '../submissions/reference.ts'

/** Where the database looks: between two bounds of one index, both of them counting. */
export interface Sought {
  by: 'reference' | 'phone' | 'tail' | 'name'
  from: string
  to: string
}

/** What was typed as what to look for, or undefined where it is none of the four. */
export async function soughtBy(vault: Vault, typed: string): Promise<Sought | undefined> {
  if (/\p{L}/u.test(typed)) return at('name', await vault.index('name', plainName(typed)))
  const plain = digits(typed).replace(/^(\+|00)86(?=1)/, '')
  if (isMobile(plain)) return at('phone', await phoneIndex(vault, plain))
  if (readReference(plain)) return at('reference', await vault.index('reference', plain))
  if (!/^\d{4}$/.test(plain)) return undefined
  const [from, to] = await phonesEnding(vault, plain)
  return { by: 'tail', from, to }
}

function at(by: Sought['by'], key: string): Sought {
  return { by, from: key, to: key }
}
