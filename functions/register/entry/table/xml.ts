/** Goes through the elements of a small XML file in order; entities that it declares itself are never followed; pure. */

type Attributes = Record<string, string>

export interface Handlers {
  /** Names come without their prefix, whichever the program chose. */
  begin?(name: string, attributes: Attributes): void
  words?(text: string): void
  end?(name: string): void
  /** Whether the rest need not be read. */
  isDone?(): boolean
}

/** How many pieces may still be read of all parts of one file together; below nothing, some were left unread. */
export interface Patience {
  pieces: number
}

// What never ends is taken to the end of the file: looked for anew from each of its beginnings, a small file takes hours.
const piece =
  /<!\[CDATA\[([\s\S]*?)(?:\]\]>|$)|<[!?][^>]*(?:>|$)|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g
const attribute = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** Calls for each element its begin and end, and for the words between. */
export function walk(xml: string, { begin, words, end, isDone }: Handlers, patience: Patience): void {
  for (const [, data, closing, name, attributes = '', empty, text] of xml.matchAll(piece)) {
    if (isDone?.() || --patience.pieces < 0) return
    if (data !== undefined) words?.(data)
    else if (text !== undefined) words?.(decoded(text))
    else if (name !== undefined) {
      if (!closing) begin?.(name, attributesIn(attributes))
      if (closing || empty) end?.(name)
    }
  }
}

function attributesIn(text: string): Attributes {
  if (!text) return {}
  return Object.fromEntries(
    [...text.matchAll(attribute)].map(([, name = '', double, single]) => [name, decoded(double ?? single ?? '')]),
  )
}

const named = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }))

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return named.get(name) ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
