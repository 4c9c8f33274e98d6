/** The number a person is given: twelve digits, easy to read over the phone, the last one a check digit. */

// H. M. Damm's quasigroup of order 10: notices every wrong digit and every swap of neighbours.
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

export const REFERENCE_DIGITS = 12

/** A new random reference: eleven digits, the first not 0, and their check digit. */
export function newReference(): string {
  // 53 random bits over 9·10¹⁰ numbers: the bias is below one in a hundred thousand.
  const [high = 0, low = 0] = crypto.getRandomValues(new Uint32Array(2))
  const number = (high % 2 ** 21) * 2 ** 32 + low
  const digits = String(10 ** 10 + (number % (9 * 10 ** 10)))
  return digits + checkDigit(digits)
}

/** A shorter random number that opens nothing and only names something: `length` digits, the first not 0, and their check digit. */
export function newNumber(length: number): string {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1))
  const first = 10 ** (length - 1)
  const digits = String(first + (random % (9 * first)))
  return digits + checkDigit(digits)
}

/** The twelve digits that were typed, or undefined where it cannot be one of our numbers. */
export function readReference(typed: string): string | undefined {
  return /^\d{12}$/.test(typed) && checkDigit(typed) === '0' ? typed : undefined
}

function checkDigit(digits: string): string {
  let interim = 0
  for (const digit of digits) interim = Number(damm[interim]?.[Number(digit)])
  return String(interim)
}
