/** Random histories of families and a clinic: an alert that was open is open, or somebody decided its end; nothing else ends one. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { write } from '#audit/line.ts'
import { seeded } from '#cli/sample/seeded.ts'
import { dayAt } from '#platform/clock.ts'
import { openVault } from '#platform/vault.ts'
import { boundsAt } from '#retention/bounds.ts'
import { purge } from '#retention/store/purge.ts'
import { post } from '#test/support/app.ts'
import { counted } from '#test/support/counts.ts'
import { corrected, type Family, family, opened, report, rowsOf } from '#test/support/observed.ts'
import { type Seated, seated } from '#test/support/seated.ts'

const SEED = 20_261_130
const HISTORIES = counted({ tested: 80, drilled: 10_000 })
const STEPS = 4
const db = env.DB
const vault = await openVault(env)
const chance = seeded(SEED)
const below = (most: number) => Math.floor(chance() * most)

interface Home extends Family {
  gone: boolean
}
/** What the model knows of an alert: open until somebody of the clinic closed it. */
type Known = Map<string, 'open' | 'closed'>
const told: Record<string, number> = {}
const tell = (what: string) => {
  told[what] = (told[what] ?? 0) + 1
}
let calls = 0
const call = () => {
  calls += 1
  return `h${calls}`.padEnd(22, '_')
}

const happenings: Record<string, (clinic: Seated, cadre: Seated, homes: Home[], known: Known) => Promise<void>> = {
  async 'check in'(_, __, homes) {
    const home = one(homes)
    const view = home && (await opened(home))
    if (view?.page === 'check-in')
      await report(
        view,
        view.people.map(() => (chance() < 0.6 ? '38.4' : '36.5')),
      )
  },
  async correct(_, __, homes) {
    const home = one(homes)
    if (home) await corrected(home, { temperature: [chance() < 0.7 ? '38.8' : '36.5'] })
  },
  async withdraw(_, __, homes) {
    const home = one(homes)
    if (!home) return
    const { view } = await post('/my/open', { reference: [home.reference], tail: [home.tail] })
    await post('/my/withdraw', { pass: [view.pass], sure: ['yes'] })
    home.gone = true
  },
  async merge(_, cadre, homes) {
    const [here, there] = homes.filter(({ gone }) => !gone)
    if (!here || !there) return
    const { view } = await cadre.post(`/staff/records/${here.id}/same`, { other: there.id })
    if (view.page !== 'ledger-beside') return
    const [one, other] = view.sides
    const fields = { other: there.id, stays: there.id, seen: one.seen, 'seen-other': other.seen }
    await cadre.post(`/staff/records/${here.id}/merge`, fields)
  },
  async purge(_, __, homes) {
    const home = one(homes)
    if (!home) return
    const line = await write(vault, { at: Date.now(), actor: 'timer', act: 'purge', record: home.id, detail: '' })
    // Whatever its days are, they are over.
    await db.batch([
      db.prepare('UPDATE submission SET duplicate_of = NULL WHERE ?1 IN (id, duplicate_of)').bind(home.id),
      db.prepare('DELETE FROM retention WHERE submission = ?1').bind(home.id),
    ])
    expect(await purge(db, [line], boundsAt(dayAt(Date.now() + 400 * 86_400_000)))).toBe(1)
    home.gone = true
  },
  async acknowledge(clinic, _, __, known) {
    await press(clinic, known, 'acknowledge')
  },
  async contact(clinic, _, __, known) {
    await press(clinic, known, 'contact', { outcome: chance() < 0.5 ? 'reached' : 'no-answer' })
  },
  async transfer(clinic, _, __, known) {
    await press(clinic, known, 'transfer')
  },
  async 'take back'(clinic, _, __, known) {
    await press(clinic, known, 'transfer-back')
  },
  async close(clinic, _, __, known) {
    const end = ['better', 'mistake', 'transferred', 'other'][below(4)] ?? ''
    const { id, view } = await press(clinic, known, 'close', { end, note: '问过了' })
    if (view?.result === 'close') known.set(id, 'closed')
  },
  async reopen(clinic, _, __, known) {
    const { id, view } = await press(clinic, known, 'alert-reopen')
    if (view?.result === 'alert-reopen') known.set(id, 'open')
  },
}

/** What mostly comes after what: of steps that are only drawn, few find the alert where they can be taken. */
const follows: Record<string, string[]> = {
  acknowledge: ['contact', 'transfer', 'close', 'withdraw'],
  contact: ['close', 'transfer'],
  transfer: ['take back', 'close'],
  close: ['reopen'],
}

function one(homes: Home[]): Home | undefined {
  const there = homes.filter(({ gone }) => !gone)
  return there[below(there.length)]
}

async function press(clinic: Seated, known: Known, step: string, fields: Record<string, string> = {}) {
  const id = [...known.keys()][below(known.size)] ?? ''
  const view = id ? (await clinic.post(`/staff/alerts/${id}/${step}`, { call: call(), ...fields })).view : undefined
  if (view?.result === step) tell(`${step} done`)
  return { id, view }
}

/** What the desk's queue and the village's show, page by page. */
async function queue(desk: Seated): Promise<Set<string>> {
  const shown = new Set<string>()
  for (let next: string | undefined = '/staff/alerts'; next; ) {
    const { view }: { view: Record<'lines' | 'nameless', { id: string }[]> & { next?: string } } = await desk.get(next)
    for (const { id } of [...view.lines, ...view.nameless]) shown.add(id)
    next = view.next
  }
  return shown
}

it(`in ${HISTORIES} histories no open alert disappears but by a decision (seed ${SEED})`, async () => {
  const clinic = await seated('clinic')
  const { village } = await opened(await family())
  const cadre = await seated('village', village)
  const wrong: unknown[] = []
  for (let n = 0; n < HISTORIES; n += 1) {
    const homes: Home[] = [{ ...(await family()), gone: false }]
    if (chance() < 0.3) homes.push({ ...(await family()), gone: false })
    const known: Known = new Map()
    // Half of the clinics look at once.
    const past = chance() < 0.5 ? ['acknowledge'] : []
    const look = async () => {
      for (const { id, gone } of homes) {
        if (gone) continue
        for (const alert of await rowsOf<{ id: string }>('alert', id))
          if (!known.has(alert.id)) known.set(alert.id, 'open')
      }
    }
    await happenings['check in']?.(clinic, cadre, homes, known)
    await look()
    if (past.length > 0) await happenings['acknowledge']?.(clinic, cadre, homes, known)
    for (let step = 0; step < STEPS; step += 1) {
      const names = (chance() < 0.6 && follows[past.at(-1) ?? '']) || Object.keys(happenings)
      const name = names[below(names.length)] ?? ''
      past.push(name)
      tell(name)
      await happenings[name]?.(clinic, cadre, homes, known)
      await look()
    }
    const open = [...known].filter(([, state]) => state === 'open').map(([id]) => id)
    for (const desk of n % 5 === 0 ? [clinic, cadre] : [clinic]) {
      const shown = await queue(desk)
      const seen = [...known.keys()].filter((id) => shown.has(id))
      if (seen.toSorted().join() !== open.toSorted().join()) wrong.push({ n, past, open, seen })
    }
    for (const id of open) {
      const nameless = (await clinic.get(`/staff/alerts/${id}`)).view.page === 'nameless'
      tell(nameless ? 'open without a name' : 'open with its record')
    }
    // They are not the next history's, whose queue would grow for ever.
    await db.batch([
      db.prepare("UPDATE alert SET closed_at = 1, outcome = 'better' WHERE closed_at IS NULL"),
      db.prepare("UPDATE nameless_alert SET closed_at = 1, outcome = 'better' WHERE closed_at IS NULL"),
      db.prepare('DELETE FROM throttle'),
    ])
  }
  expect(wrong).toEqual([])
  const often = [
    'check in',
    'correct',
    'withdraw',
    'merge',
    'purge',
    'contact',
    'open without a name',
    'open with its record',
  ]
  const done = ['acknowledge', 'contact', 'transfer', 'transfer-back', 'close', 'alert-reopen'].map(
    (step) => `${step} done`,
  )
  const rare = [...often, ...done].filter((what) => (told[what] ?? 0) < HISTORIES / 300)
  expect([rare, told]).toEqual([[], told])
}, 3_600_000)
