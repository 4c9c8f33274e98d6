/** What the people of a household are called where they are listed: masked, and told apart where two would be called alike; pure. */
import { type Answers, type Form, fieldsOf } from './form.ts'

/** One of a household; the relation is to the one who registered, and empty for themselves. */
export interface Who {
  name: string
  relation: string
}

/** One of those who stand together in a list: the name as it was said, and as it would be shown. */
interface Listed extends Who {
  said: string
  age: string
}

/** Everybody of the record in the order of its page, who registered at the head. Names masked, or in full. */
export function calledIn(form: Form, answers: Answers, way: 'mask' | 'show'): Who[] {
  const { name, family } = fieldsOf(form)
  const { name: each, relation, age } = family?.fields ?? {}
  const members: Record<string, unknown>[] = answers['family'] ?? []
  const people = [
    { said: String(answers['name'] ?? ''), name: name?.[way](answers['name']) ?? '', relation: '', age: '' },
    ...members.map((member, index) => ({
      said: String(member['name'] ?? ''),
      // A list on paper may bring people whose names come later.
      name: member['name'] ? (each?.[way](member['name']) ?? '') : unnamed(index + 1, family?.rows?.one),
      relation: relation?.show(member['relation']) ?? '',
      age: age?.show(member['age']) ?? '',
    })),
  ]
  return toldApart(people, way, 0).map((name, index) => ({ name, relation: people[index]?.relation ?? '' }))
}

/** 第 2 位家人: somebody whose name is not known yet, by their number. */
export function unnamed(number: number, one = ''): string {
  return `第 ${number} 位${one}`
}

/** The names under which these stand in one list; `first` is the number of the first of them in the household. */
export function toldApart(people: readonly Listed[], way: 'mask' | 'show', first: number): string[] {
  return people.map((one, index) => {
    const alike = people.filter((other) => other.name === one.name && other.relation === one.relation)
    if (alike.length < 2) return one.name
    const differ = (of: (each: Listed) => string) => new Set(alike.map(of)).size === alike.length
    // 陈小一 and 陈小二 are both 陈**: what tells them apart is not the family's name.
    if (way === 'mask' && differ(givenName)) return `*${givenName(one)}`
    return `${one.name}（${one.age && differ(({ age }) => age) ? one.age : `第 ${first + index} 位`}）`
  })
}

// Four Chinese characters are a family's name of two and a given one of two: 欧阳小一.
function givenName({ said }: Listed): string {
  return [...said].slice(/^\p{Script=Han}{4}$/u.test(said) ? 2 : 1).join('')
}
