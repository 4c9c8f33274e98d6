/** What fingers type: full-width digits, spaces, dashes and invisible signs, made plain or refused. */

/** Full-width letters, digits and signs as their half-width equals. */
export function halfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
}

// What no font draws: format characters (direction marks, zero widths, a BOM), and the blanks of Hangul, Mongolian and braille.
const invisible = /\p{Cf}|[\u115f\u1160\u2800\u3164\uffa0]|[\u180b-\u180d\u180f]/gu

/** `text` without the signs that a keyboard or a copied page slips in and nobody sees. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '')
}

/** Half-width, without the spaces and dashes by which people group digits. */
export function digits(text: string): string {
  return halfWidth(withoutInvisible(text)).replace(/[\s\-‐-―－()]/g, '')
}

/** Nothing but the digits of a number that was read out or pasted with words around it, `登记号：１２３４`. */
export function onlyDigits(text: string): string {
  return halfWidth(text).replace(/\D/g, '')
}

// A NUL makes a database export unreadable, half a surrogate is no text, and direction overrides make a name show as another one.
const odd = /(?![\n\r\t])\p{Cc}|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/u

/** Whether `text` holds control characters, lone surrogates or direction overrides. */
export function isOdd(text: string): boolean {
  return odd.test(text)
}

/** `text` without them, so that it can be shown again for correction. */
export function withoutOdd(text: string): string {
  return text.replace(new RegExp(odd, 'gu'), '')
}

/** Length as a reader counts it: characters outside the BMP are one. */
export function lengthOf(text: string): number {
  return [...text].length
}
