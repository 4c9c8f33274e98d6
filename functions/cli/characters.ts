/**
 * `npm run characters`: writes what the search knows of Chinese characters, their sounds and their simple forms, from two
 * libraries that are far too large for a Worker. The file is kept; a test makes it again and compares.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Converter } from 'opencc-js/t2cn'
import { pinyin } from 'pinyin-pro'
import { root } from './here.ts'

export interface Characters {
  /** By syllable without its tone (ü as v), the characters that are read so. */
  sounds: Record<string, string>
  /** Traditional characters, each followed by its simple form. */
  simple: string
}

// What else a character may be read as is rarer than a mistake.
const READINGS = 2

export function charactersNow(): Characters {
  const common = charactersOf2312()
  const sounds: Record<string, string> = {}
  for (const sign of common) {
    const said = pinyin(sign, { toneType: 'none', multiple: true, type: 'array', v: true })
    const readings = said.filter((reading) => /^(?=.*[aeiouv])[a-z]{1,6}$/.test(reading))
    for (const reading of new Set(readings.slice(0, READINGS))) sounds[reading] = (sounds[reading] ?? '') + sign
  }
  const simplify = Converter({ from: 't', to: 'cn' })
  const simple = range(0x4e00, 0x9fff)
    .map((code) => String.fromCodePoint(code))
    .filter((sign) => !common.has(sign))
    .map((sign) => [sign, simplify(sign)])
    .filter(([sign, plain = '']) => plain !== sign && common.has(plain))
    .map((pair) => pair.join(''))
  return { sounds: Object.fromEntries(Object.entries(sounds).sort()), simple: simple.join('') }
}

// The 6,763 characters of the national standard GB 2312, which hold what is written every day.
function charactersOf2312(): Set<string> {
  const decoder = new TextDecoder('gb2312')
  const signs = range(0xb0, 0xf7).flatMap((row) =>
    range(0xa1, 0xfe).map((cell) => decoder.decode(new Uint8Array([row, cell]))),
  )
  return new Set(signs.filter((sign) => /^\p{Script=Han}$/u.test(sign)))
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

if (process.argv[1] === import.meta.filename) {
  const file = join(root, 'functions/publicity/search/characters.json')
  writeFileSync(file, `${JSON.stringify(charactersNow(), null, 2)}\n`)
}
