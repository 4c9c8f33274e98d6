/** Text cut for full-text search: overlapping pairs of characters, so that a phrase of pairs is an exact part of the text. */
import { simplified } from './characters.ts'

/** Letters and digits alone, each with where it stands in the text; a line feed where a thought ends. */
interface Plain {
  text: string
  /** By position in `text`: from where to where the sign stands in the original. */
  from: number[]
  to: number[]
}

// Everything else that is no letter or digit is dropped, so that 37.3 is 373 and a space hides no word.
const ending = /[\n\r\t,;!?()[\]|\u3001\u3002\u3010\u3011]/
const letter = /[\p{L}\p{N}]/u
const ideograph = (code: number) => code >= 0x4e00 && code <= 0x9fff
const small = (code: number) => (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39)

/** `text` as the index sees it: compatible forms made one (NFKC), lower case, traditional characters as simple ones. */
export function plainOf(text: string): Plain {
  const plain: Plain = { text: '', from: [], to: [] }
  let at = 0
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0
    const made = ideograph(code) ? simplified(sign) : small(code) ? sign : sign.normalize('NFKC').toLowerCase()
    for (const each of made) {
      const kept = letter.test(each) ? each : ending.test(each) ? '\n' : ''
      plain.text += kept
      for (let unit = 0; unit < kept.length; unit++) {
        plain.from.push(at)
        plain.to.push(at + sign.length)
      }
    }
    at += sign.length
  }
  return plain
}

/** What goes into the index for `text`: of each run the pairs, and its last character alone, which also keeps runs apart. */
export function gramsOf(text: string, mark = ''): string {
  const grams = runsOf(text).flatMap((run) => {
    const letters = [...run]
    return [...pairs(letters), letters.at(-1) ?? '']
  })
  return grams.map((gram) => mark + gram).join(' ')
}

/** The runs of letters and digits in `text`. */
export function runsOf(text: string): string[] {
  return plainOf(text)
    .text.split('\n')
    .filter((run) => run !== '')
}

/** One run as an FTS5 phrase: wherever it stands in a text as it is. A single character finds what it begins or is. */
export function phraseOf(run: string, mark = ''): string {
  const letters = [...run]
  const grams = letters.length < 2 ? letters : pairs(letters)
  return `"${grams.map((gram) => mark + gram).join(' ')}"${letters.length < 2 ? ' *' : ''}`
}

function pairs(letters: string[]): string[] {
  return letters.slice(1).map((next, index) => `${letters[index]}${next}`)
}
