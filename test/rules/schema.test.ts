/** The files of functions/migrations are the schema: a fresh database holds what they say, and they only add. */
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { unstable_splitSqlQuery as statementsIn } from 'wrangler'
import { d1On } from '#cli/d1.ts'
import { emptyAt } from '#cli/empty.ts'
import { migrate } from '#cli/migrate.ts'
import { migrations } from '#cli/migrations.ts'
import { splitNow } from '#cli/prepared.ts'
import { schemaOf } from '#cli/whole-schema.ts'

// A file of one statement keeps its end, which SQLite does not.
const withoutComment = (statement: string) => statement.replace(/^(--.*\n|\s)*/, '').replace(/;\s*$/, '')
const written = migrations().flatMap(({ sql }) => statementsIn(sql).map(withoutComment))
const added = /^ALTER TABLE (\w+) ADD COLUMN (.+)$/s

// A trigger, a view and an index hold nothing of anybody; a table and a column do, and a backup from before brings them back.
const adding =
  /^(CREATE (UNIQUE |VIRTUAL )?(TABLE|VIEW|INDEX|TRIGGER)|ALTER TABLE \w+ ADD COLUMN|INSERT INTO|UPDATE|DROP (TRIGGER|INDEX)) /

it('a fresh database holds what the files say, word for word, and nothing else', () => {
  const db = emptyAt(':memory:')
  const parts = new Map(schemaOf(db).map(({ name, sql }) => [name, sql]))
  db.close()
  for (const statement of written) {
    const [, table = '', column = ''] = added.exec(statement) ?? []
    // SQLite writes what is added to a table into its text.
    if (table) parts.set(table, parts.get(table)?.replace(`, ${column}`, '') ?? '')
  }
  const made = new Map<string, string>()
  for (const statement of written) {
    const [, verb, name = ''] =
      /^(CREATE|DROP) (?:UNIQUE |VIRTUAL )?(?:TABLE|VIEW|INDEX|TRIGGER) (\S+)/.exec(statement) ?? []
    if (verb === 'CREATE') made.set(name, statement)
    if (verb === 'DROP') made.delete(name)
  }
  expect(made.size).toBeGreaterThan(80)
  expect(Object.fromEntries(parts)).toEqual(Object.fromEntries(made))
})

it('migrations only add: no table and no column goes, changes its name or is made anew', () => {
  expect(written.filter((statement) => !adding.test(statement))).toEqual([])
  const refused = ['DROP TABLE alert', 'ALTER TABLE alert RENAME TO fever', 'ALTER TABLE alert DROP COLUMN kind']
  expect([...refused, 'DELETE FROM alert'].filter((statement) => adding.test(statement))).toEqual([])
})

it('each table says why it is there', () => {
  const db = emptyAt(':memory:')
  const silent = schemaOf(db).filter(({ sql, why }) => /^CREATE (VIRTUAL )?TABLE/.test(sql) && !why)
  db.close()
  expect(silent.map(({ name }) => name)).toEqual([])
})

it('a server makes the same of them, once, and leaves a database alone that has seen others', async () => {
  const [source, fresh] = [new DatabaseSync(':memory:'), emptyAt(':memory:')]
  const db = d1On(source)
  const files = await splitNow()
  expect(await migrate(db, files)).toEqual(migrations().map(({ name }) => name))
  expect(schemaOf(source).filter(({ name }) => name !== 'd1_migrations')).toEqual(schemaOf(fresh))
  expect(await migrate(db, files)).toEqual([])
  await db.prepare("INSERT INTO d1_migrations (name) VALUES ('9999_later.sql')").run()
  await expect(migrate(db, files)).rejects.toThrow('made by other sources, which had 9999_later.sql')
  for (const each of [source, fresh]) each.close()
})
