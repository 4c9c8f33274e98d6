/** The phones that a text names, and who answers there. */
import { township } from '#forms/township.ts'
import { phone } from '../content/markdown.ts'

export interface Phone {
  name: string
  phone: string
}

const known = new Map(
  [
    { name: '急救', phone: '120' },
    { name: '报警', phone: '110' },
    { name: '政务热线', phone: '12345' },
    { name: '卫生热线', phone: '12320' },
    { name: '心理热线', phone: '12356' },
    ...Object.values(township.contacts),
    ...Object.values(township.villages),
  ].map(({ name, phone }) => [phone, { name, phone }]),
)

/** Every phone in `texts` once, in order; one that the township does not list is called by no name. */
export function phonesIn(...texts: string[]): Phone[] {
  const numbers = texts.flatMap((text) => text.match(new RegExp(phone, 'g')) ?? [])
  return [...new Set(numbers)].map((number) => known.get(number) ?? { name: '', phone: number })
}

/** A line that says nothing but whose phone it is: 柳溪村：0000-0000011. */
export function onlyPhone(line: string): boolean {
  return /^[^，。：]{0,14}[：:，]?\s*(?:电话)?0\d{2,3}-\d{7,8}[。，]?[^。，]{0,10}。?$/.test(line)
}
