/** Goes through the elements of a small XML file in order; entities that it declares itself are never followed; pure. */

type Attributes = Record<string, string>

interface Handlers {
  /** Names come without their prefix, whichever the program chose. */
  begin?(name: string, attributes: Attributes): void
  words?(text: string): void
  end?(name: string): void
}

const piece =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<[!?][^>]*>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/g
const attribute = /(?:[\w.-]+:)?([\w.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/** Calls for each element its begin and end, and for the words between. */
export function walk(xml: string, { begin, words, end }: Handlers): void {
  for (const [, data, closing, name, attributes = '', empty, text] of xml.matchAll(piece)) {
    if (data !== undefined) words?.(data)
    else if (text !== undefined) words?.(decoded(text))
    else if (name !== undefined) {
      if (!closing) begin?.(name, attributesIn(attributes))
      if (closing || empty) end?.(name)
    }
  }
}

function attributesIn(text: string): Attributes {
  return Object.fromEntries(
    [...text.matchAll(attribute)].map(([, name = '', double, single]) => [name, decoded(double ?? single ?? '')]),
  )
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return named[name] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
