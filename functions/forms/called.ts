/** What the people of a household are called where they are listed: masked, and told apart where two would be called alike; pure. */
import { type Answers, type Form, fieldsOf } from './form.ts'

/** One of a household; the relation is to the one who registered, and empty for themselves. */
export interface Who {
  name: string
  relation: string
}

/** Everybody of the record in the order of its page, who registered at the head. Names masked, or in full. */
export function calledIn(form: Form, answers: Answers, way: 'mask' | 'show'): Who[] {
  const { name, family } = fieldsOf(form)
  const { name: each, relation } = family?.fields ?? {}
  const members: Record<string, unknown>[] = answers['family'] ?? []
  const people = [
    { said: String(answers['name'] ?? ''), name: name?.[way](answers['name']) ?? '', relation: '' },
    ...members.map((member, index) => {
      // A list on paper may bring people whose names come later.
      const unnamed = `第 ${index + 1} 位${family?.rows?.one ?? ''}`
      const called = member['name'] ? (each?.[way](member['name']) ?? '') : unnamed
      return { said: String(member['name'] ?? ''), name: called, relation: relation?.show(member['relation']) ?? '' }
    }),
  ]
  return people.map((one, index) => {
    const alike = people.filter((other) => other.name === one.name && other.relation === one.relation)
    if (alike.length < 2) return { name: one.name, relation: one.relation }
    // 陈小一 and 陈小二 are both 陈**: what tells them apart is not the family's name.
    const given = `*${[...one.said].slice(1).join('')}`
    const told = new Set(alike.map(({ said }) => [...said].slice(1).join(''))).size === alike.length
    return { name: way === 'mask' && told ? given : `${one.name}（第 ${index} 位）`, relation: one.relation }
  })
}
