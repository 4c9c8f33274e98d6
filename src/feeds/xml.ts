/** Elements of XML with everything escaped; what is left out is not written. */

type Attributes = Record<string, string>

/** One element around text, around elements that are written already, or empty; nothing where the text is missing. */
export function xml(name: string, content?: string | string[], attributes: Attributes = {}): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`)
  const open = `<${name}${written.join('')}`
  if (Array.isArray(content)) return `${open}>\n${content.filter(Boolean).join('\n')}\n</${name}>`
  return content ? `${open}>${escaped(content)}</${name}>` : written.length > 0 ? `${open}/>` : ''
}

/** A whole document around its root. */
export function document(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
}
