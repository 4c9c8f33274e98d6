/** What README says of the code is what the code says. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import { type Role, roles } from '#platform/roles.ts'

const readme = readFileSync(join(root, 'README.md'), 'utf8')

it('the table of roles is the one that the guards ask', () => {
  const lines = readme.split('\n')
  const start = lines.findIndex((line) => line.startsWith('| | village'))
  const [head = '', , ...rows] = lines.slice(start, lines.indexOf('', start))
  const names = head
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim()) as Role[]
  const said = Object.fromEntries(names.map((role) => [role, [] as string[]]))
  for (const row of rows) {
    const [permission = '', ...cells] = row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
    for (const [column, cell] of cells.entries())
      if (cell === '●') said[names[column] ?? '']?.push(/`(\w+)`/.exec(permission)?.[1] ?? '')
  }
  // A town that adds a role needs no column for it; what the table says of a role is never another thing than the code.
  expect(names).toEqual(Object.keys(roles).filter((role) => names.includes(role as Role)))
  expect(names).toEqual(expect.arrayContaining(['village', 'clinic', 'town', 'auditor']))
  for (const role of names) expect([role, said[role]?.toSorted()]).toEqual([role, roles[role].may.toSorted()])
})

it('names every command of package.json', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const said = new Set([...readme.matchAll(/npm (?:run )?(?:--silent )?([a-z][a-z:-]*)/g)].map(([, name]) => name))
  for (const name of Object.keys(scripts)) expect(said).toContain(name)
})

it('names files and folders that are there', () => {
  const paths = [...readme.matchAll(/`((?:functions|src|test|content|public)\/[\w./-]*)`/g)].map(
    ([, path]) => path ?? '',
  )
  expect(paths.length).toBeGreaterThan(30)
  expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([])
})
