/** An act of the audit is a row of one table and a row of words: both have the same acts. */
import { expect, it } from 'vitest'
import { allActs, isAct } from '#audit/acts.ts'
import { actWords, wordsOf } from '#src/words/acts.ts'
import { acts as chosen } from '#src/words/audit.ts'
import { sources } from '../support/sources.ts'

it('every act has its words, and every row of words its act, wherever it stands', () => {
  expect(Object.keys(actWords).toSorted()).toEqual(allActs.toSorted())
  expect(chosen.map(([act]) => act)).toEqual(Object.keys(actWords))
})

it('no act is said in the words of another', () => {
  const said = Object.values(actWords).map(({ audit }) => audit)
  expect(said.filter((words, i) => words === '' || said.indexOf(words) !== i)).toEqual([])
})

it('the index over acts leaves out the acts of which the table says so', () => {
  const sql = sources('functions/migrations/*.sql')
    .map(({ text }) => text)
    .join('\n')
  const [, words = ''] = /CREATE INDEX audit_by_act ON audit \(act, seq\)\s+WHERE ([^;]+);/.exec(sql) ?? []
  const left = [...words.matchAll(/act <> '([a-z-]+)'/g)].map(([, act]) => act)
  expect(left).toEqual(allActs.filter((act) => isAct(act, 'unindexed')))
})

it('a line with an act of another version is still said', () => {
  const line = 'from-tomorrow' as (typeof allActs)[number]
  expect(wordsOf(line).audit).toContain('不认识')
  expect(isAct(line, 'look')).toBe(false)
})
