import { env } from 'cloudflare:workers'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { write } from '#audit/line.ts'
import { addDays, dayAt } from '#platform/clock.ts'
import { openVault } from '#platform/vault.ts'
import { untouched } from '#register/entry/store.ts'
import { withdraw } from '#register/holder/store/withdrawal.ts'
import { type Seated, seated } from '#test/support/seated.ts'

const written = addDays(dayAt(Date.now()), -1)
const path = '/staff/entry/lists'
let [desk, other]: Seated[] = []
beforeAll(async () => {
  ;[desk, other] = [await seated('village', 'liuxi'), await seated('village', 'liuxi')]
})
beforeEach(async () => {
  const tables = ['nameless_alert', 'alert', 'contact', 'entry', 'submission_revision', 'submission', 'audit']
  await env.DB.batch(tables.map((table) => env.DB.prepare(`DELETE FROM ${table}`)))
})
const at = (seat: Seated | undefined): Seated => {
  if (!seat) throw new Error('nobody')
  return seat
}

/** Four people: the second with a fever, the third with a remark of the list. */
async function entered(): Promise<string[]> {
  const rows = [{}, { temperature: '38.8' }, { note: '晚上到' }, {}].map((more, index) =>
    Object.entries({ name: `示例${index}`, phone: `1000000530${index}`, arrival: written, ...more }).map(
      ([name, words]) => [`r.${index + 1}.${name}`, words] as const,
    ),
  )
  const common = { key: 'v'.repeat(22), next: '5', village: 'liuxi', writtenOn: written, signed: 'yes' }
  const { view } = await at(desk).post('/staff/entry/list/returnee', { ...common, ...Object.fromEntries(rows.flat()) })
  return view.entered.map(({ id }: { id: string }) => id)
}
const statuses = async () =>
  (await env.DB.prepare('SELECT status FROM submission ORDER BY rowid').all()).results.map(({ status }) => status)

it('looks first, then takes back every record of the list, a line each; an open fever leaves its line without a name', async () => {
  const ids = await entered()
  const [list] = (await at(desk).get(path)).view.lists
  expect(list).toMatchObject({ records: 4 })
  const { view: looked } = await at(desk).post(path, { at: String(list.at) })
  expect(looked.one).toEqual({ at: list.at, going: 4, staying: [], ringing: 1 })
  expect(await statuses()).toEqual(['kept', 'kept', 'kept', 'kept'])
  const { view } = await at(desk).post(path, { at: String(list.at), sure: 'yes' })
  expect([view.undone, view.lists, await statuses()]).toEqual([4, [], Array(4).fill('withdrawn')])
  const { results } = await env.DB.prepare(
    "SELECT actor, record FROM audit WHERE act = 'enter-undo' ORDER BY seq",
  ).all()
  expect(results).toEqual(ids.map((record) => ({ actor: at(desk).id, record })))
  expect((await env.DB.prepare('SELECT kind, how FROM nameless_alert').all()).results).toEqual([
    { kind: 'fever', how: 'withdrawn' },
  ])
  expect((await at(desk).post(path, { at: String(list.at), sure: 'yes' })).status).toBe(404)
})

it('leaves what has gone on since, and says what', async () => {
  const [first, , third, fourth] = await entered()
  await at(desk).post(`/staff/records/${first}/verify`, { seen: '1' })
  await env.DB.prepare(
    "INSERT INTO contact (id, submission, village, staff, role, outcome, at) SELECT 'x', id, village, 'x', 'village', 'reached', received_at + 1 FROM submission WHERE id = ?1",
  )
    .bind(fourth)
    .run()
  const [list] = (await at(desk).get(path)).view.lists
  const { view } = await at(desk).post(path, { at: String(list.at), sure: 'yes' })
  expect(view.undone).toBe(2)
  expect(view.one.staying.map(({ id, since }: Record<string, string>) => [id, since])).toEqual([
    [first, 'verified'],
    [fourth, 'called'],
  ])
  expect(third).not.toBe(fourth)
  expect(await statuses()).toEqual(['kept', 'withdrawn', 'withdrawn', 'kept'])
})

it('is for who entered it, for a week, and takes nonsense for nothing', async () => {
  await entered()
  const [list] = (await at(desk).get(path)).view.lists
  expect((await at(other).get(path)).view.lists).toEqual([])
  for (const said of [String(list.at), '', 'x', '-1', '1e99'])
    expect((await at(other).post(path, { at: said, sure: 'yes' })).status).toBe(404)
  await env.DB.prepare('UPDATE audit SET at = at - ?1')
    .bind(8 * 86_400_000)
    .run()
  expect((await at(desk).get(path)).view.lists).toEqual([])
  expect((await at(desk).post(path, { at: String(list.at - 8 * 86_400_000), sure: 'yes' })).status).toBe(404)
  expect(await statuses()).toEqual(['kept', 'kept', 'kept', 'kept'])
})

it('leaves a record to which something came in the very moment, with all that hangs on it', async () => {
  const [first = ''] = await entered()
  const moment = Number((await at(desk).get(path)).view.lists[0].at)
  const report = `INSERT INTO check_in (key, submission, person, day, slot, revision, temperature, village, sealed, observed_at, reported_at, by, source)
    VALUES ('between', ?1, 0, '2026-11-30', 0, 1, 365, 'liuxi', x'01', 0, 0, 'holder', 'self')`
  await env.DB.prepare(report).bind(first).run()
  const said = { at: moment + 1, actor: 'x', act: 'enter-undo', record: first, detail: '' } as const
  const line = await write(await openVault(env), said)
  expect(await withdraw(env.DB, line, untouched(moment))).toBe(false)
  expect((await statuses())[0]).toBe('kept')
  const kept = env.DB.prepare("SELECT temperature, length(sealed) AS sealed FROM check_in WHERE key = 'between'")
  expect(await kept.first()).toEqual({ temperature: 365, sealed: 1 })
  const noted = env.DB.prepare("SELECT count(*) AS n FROM audit WHERE act = 'enter-undo' AND record = ?1")
  expect(await noted.bind(first).first('n')).toBe(0)
  const { view } = await at(desk).post(path, { at: String(moment), sure: 'yes' })
  expect([view.undone, view.one.staying]).toEqual([3, [expect.objectContaining({ id: first, since: 'reported' })]])
})
