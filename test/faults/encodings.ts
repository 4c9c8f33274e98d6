/** A value in every shape in which it could lie in a file, and where it is found. */

/** The bytes of `value` by the name of their encoding; two names never share the same bytes. */
export function encodings(value: string): Map<string, Buffer> {
  const [utf8, little] = [Buffer.from(value), Buffer.from(value, 'utf16le')]
  const big = Buffer.from(little).swap16()
  const all: [string, Buffer | string][] = [
    ['UTF-8', utf8],
    ['UTF-16LE', little],
    ['UTF-16BE', big],
    ['JSON', escaped(value)],
    ['JSON, upper case', escaped(value).replace(/\\u..../g, (code) => code.toUpperCase().replace('U', 'u'))],
    ['URL', encodeURIComponent(value)],
    ['URL, lower case', encodeURIComponent(value).replace(/%../g, (code) => code.toLowerCase())],
    ...[utf8, little, big].flatMap((bytes, i): [string, string][] => [
      [`hex ${i}`, bytes.toString('hex')],
      [`hex ${i}, upper case`, bytes.toString('hex').toUpperCase()],
    ]),
    ...[0, 1, 2].flatMap((before): [string, string][] => [
      [`base64 ${before}`, inner(utf8, before, 'base64')],
      [`base64url ${before}`, inner(utf8, before, 'base64url')],
    ]),
  ]
  const named = new Map<string, Buffer>()
  for (const [name, shape] of all) {
    const bytes = Buffer.from(shape)
    if (![...named.values()].some((known) => known.equals(bytes))) named.set(name, bytes)
  }
  return named
}

/** The encodings in which `value` stands in `bytes`. */
export function foundIn(bytes: Buffer, value: string): string[] {
  return [...encodings(value)].filter(([, shape]) => bytes.includes(shape)).map(([name]) => name)
}

function escaped(value: string): string {
  return value.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

// What base64 makes of the bytes whatever surrounds them, when `before` bytes precede them in their group of three.
function inner(bytes: Buffer, before: number, alphabet: 'base64' | 'base64url'): string {
  const text = Buffer.concat([Buffer.alloc(before), bytes])
    .toString(alphabet)
    .replaceAll('=', '')
  const ends = (before + bytes.length) % 3 === 0 ? text.length : text.length - 1
  return text.slice(before === 0 ? 0 : before + 1, ends)
}
