/** The one-time code that makes a device one of the desk's: four groups of four, without signs that look alike. */
import { halfWidth } from '#forms/typed.ts'

const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const SIGNS = 16

/** A new code of 80 random bits, as it is shown: `K7PQ-2MXA-…`. */
export function newCode(): string {
  const random = [...crypto.getRandomValues(new Uint8Array(SIGNS))].map((byte) => signs[byte % signs.length])
  return random.join('').replace(/.{4}(?=.)/g, '$&-')
}

/** The code in what was typed, however it was grouped; empty where it is none. */
export function readCode(typed: string): string {
  const code = halfWidth(typed)
    .toUpperCase()
    .replace(/[\s\-‐-―－]/g, '')
  return code.length === SIGNS && [...code].every((sign) => signs.includes(sign)) ? code : ''
}
