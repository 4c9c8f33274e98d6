import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { write } from '#audit/line.ts'
import { check } from '#forms/check.ts'
import { returnee } from '#forms/returnee.ts'
import { sample } from '#forms/sample.ts'
import { dayAt } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import { openVault } from '#platform/vault.ts'
import { correct } from '#register/holder/store/correction.ts'
import { withdraw } from '#register/holder/store/withdrawal.ts'
import * as acts from '#register/ledger/store/acts.ts'
import { sealed } from '#register/submissions/contents.ts'
import { keepAnswers } from '#register/submissions/keep.ts'
import type { Submission } from '#register/submissions/store/submission.ts'

const ACTS = 300
const vault = await openVault(env)
const staff: Staff = { id: 'town', name: '', role: 'town', villages: 'all' }
const villages = ['liuxi', 'dawan', 'shiqiao']
const people = ['张示例', '李示例', '王示例', '赵示例']
let seed = 20_260_507

/** A number below `below`, the same in every run. */
function drawn(below: number): number {
  seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
  return Math.floor((seed / 2 ** 31) * below)
}
const one = <T>(of: T[]): T => of[drawn(of.length)] as T
const answers = () => {
  const right = sample(returnee, { today: dayAt(Date.now()) })
  const [person] = right['family'] as object[]
  const family = people.slice(0, drawn(3)).map((name) => ({ ...person, name }))
  const input = { ...right, name: one(people), home: { ...(right['home'] as object), village: one(villages) }, family }
  return check(returnee, input, { today: dayAt(Date.now()) }).answers ?? {}
}
const actOf = async (act: 'keep' | 'correct' | 'withdraw' | 'verify' | 'close' | 'contact', record: string) => ({
  staff,
  line: await write(vault, { at: seed, actor: staff.id, act, record, detail: '' }),
})

it('counters and names are what a count would say, after 300 acts of every kind', async () => {
  const done: Record<string, number> = {}
  for (let act = 0; act < ACTS; act += 1) {
    const { results } = await env.DB.prepare("SELECT * FROM submission WHERE status = 'kept'").all<Submission>()
    const row = results.length > 10 ? one(results) : undefined
    const what = row
      ? one([
          'keep',
          'keep',
          'keep',
          'keep',
          'correct',
          'verify',
          'close',
          'withdraw',
          'aside',
          'contact',
          'contact',
          'delete',
        ])
      : 'keep'
    done[what] = (done[what] ?? 0) + 1
    if (!row || what === 'keep') await keepAnswers(env.DB, vault, returnee, answers(), `token-${act}`, act)
    else if (what === 'correct') {
      const change = await sealed(vault, returnee, row.id, '0', answers(), { key: `told-${act}`, at: act })
      expect(
        await correct(
          env.DB,
          { ...change, watched: 0, certain: row.vouched, seen: row.revision, token: `c-${act}` },
          (await actOf('correct', row.id)).line,
        ),
      ).toBe(true)
    } else if (what === 'verify' || what === 'close')
      await acts.move(env.DB, await actOf(what, row.id), row, what === 'verify' ? 'verified' : 'closed')
    else if (what === 'withdraw') await withdraw(env.DB, (await actOf('withdraw', row.id)).line)
    else if (what === 'aside')
      await env.DB.prepare('UPDATE submission SET duplicate_of = ?2 WHERE id = ?1 AND id <> ?2')
        .bind(row.id, one(results).id)
        .run()
    else if (what === 'contact') {
      const outcome = one(['reached', 'no-answer', 'wrong-number', 'visited'] as const)
      await acts.contact(env.DB, await actOf('contact', row.id), {
        id: `k-${act}`,
        village: row.village,
        outcome,
        sealed: null,
      })
    } else {
      await env.DB.batch(
        [
          'DELETE FROM contact WHERE submission = ?1',
          'DELETE FROM submission_revision WHERE submission = ?1',
          'DELETE FROM submission WHERE id = ?1',
        ].map((sql) => env.DB.prepare(sql).bind(row.id)),
      )
    }
  }
  expect(Object.values(done).every((times) => times > 10)).toBe(true)
  const kept = await env.DB.prepare(
    'SELECT village, form, stage, count FROM tally WHERE count > 0 ORDER BY village, form, stage',
  ).all<{ stage: string }>()
  const counted = await env.DB.prepare(
    `SELECT village, form, iif(status = 'withdrawn', status, iif(duplicate_of IS NOT NULL, 'duplicate',
       iif(stage = 'registered' AND (SELECT outcome FROM contact WHERE contact.submission = submission.id ORDER BY rowid DESC LIMIT 1)
         IN ('no-answer', 'wrong-number'), 'unreached', stage))) AS stage, count(*) AS count
     FROM submission GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  ).all()
  expect(kept.results).toEqual(counted.results)
  expect(new Set(kept.results.map(({ stage }) => stage)).size).toBe(6)
  const filed = 'SELECT name, village, submission FROM person_name ORDER BY 1, 2, 3'
  const said =
    'SELECT DISTINCT value AS name, village, submission.id AS submission FROM submission, json_each(names) ORDER BY 1, 2, 3'
  const [names, all] = await env.DB.batch([env.DB.prepare(filed), env.DB.prepare(said)])
  expect(names?.results.length).toBeGreaterThan(20)
  expect(names?.results).toEqual(all?.results)
})
