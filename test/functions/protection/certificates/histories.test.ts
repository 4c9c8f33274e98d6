/** Random histories of families, against a model of what the desk decided: no paper that nobody decided is valid, and none says it was verified that was not. */
import { env } from 'cloudflare:workers'
import { afterEach, expect, it, vi } from 'vitest'
import { addDays, dayAt } from '#platform/clock.ts'
import { post } from '#test/support/app.ts'
import { counted } from '#test/support/counts.ts'
import { corrected, opened, report } from '#test/support/observed.ts'
import { registered, type Seated, seated } from '#test/support/seated.ts'

const HISTORIES = counted({ tested: 100, drilled: 10_000 })
/** So many live side by side: then the same people at the desk serve them. */
const TOGETHER = 50
const STEPS = 6
const DAY_MS = 86_400_000

let state = 20_261_130
/** The same numbers in every run. */
function below(n: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * n)
}
const one = <T>(choices: readonly T[]): T => choices[below(choices.length)] as T

/**
 * A family as the model knows it. `released` is who the desk let go, of the two, with the day of arrival that it knew; to
 * `issued` the office gave the paper itself, which a transfer of the others does not take back.
 */
interface Modelled {
  id: string
  reference: string
  phone: string
  tail: string
  arrival: string
  verified: boolean
  withdrawn: boolean
  released: Set<string>
  issued: Set<string>
  printed: { code: string; kind: string; person: number }[]
}
let [village, clinic, town]: Seated[] = []
let phones = 0

async function begin(): Promise<Modelled[]> {
  // Of the ten thousand numbers of a sample each family has one of its own.
  const first = phones
  phones += TOGETHER
  const said = Array.from({ length: TOGETHER }, (_, n) => ({
    phone: `1000${String(first + n).padStart(7, '0')}`,
    arrival: addDays(dayAt(Date.now()), one([-14, -14, -13, -7, 0, 2])),
  }))
  const kept = await registered(...said)
  return kept.map((each, n) => ({
    ...{ ...each, phone: said[n]?.phone ?? '', tail: said[n]?.phone.slice(-4) ?? '', arrival: said[n]?.arrival ?? '' },
    ...{ verified: false, withdrawn: false, released: new Set(), issued: new Set(), printed: [] },
  }))
}

type Step = (family: Modelled, others: Modelled[]) => Promise<void>
const desk = (who: Seated | undefined) => who as Seated
const passOf = async (family: Modelled) => [(await opened(family)).pass as string]

async function print(answer: Awaited<ReturnType<typeof post>>, family: Modelled, kind: string, person: number) {
  if (answer.view.page === 'certificate') family.printed.push({ code: answer.view.paper.code, kind, person })
  return answer.view.page === 'certificate'
}

const steps: Record<string, Step> = {
  async verify(family) {
    const { view } = await desk(village).get(`/staff/records/${family.id}`)
    const done = await desk(village).post(`/staff/records/${family.id}/verify`, { seen: String(view.revision) })
    if (done.view.result === 'verify') family.verified = true
  },
  async correct(family) {
    const arrival = addDays(dayAt(Date.now()), one([-14, -14, -3, 0]))
    const { view } = await corrected(family, { phone: [family.phone], arrival: [arrival] })
    if (!view.corrected) return
    if (family.verified) expect(arrival).toBe(family.arrival)
    family.arrival = arrival
  },
  async report(family) {
    await report(await opened(family), one([['36.5', '36.6'], ['38.4', '36.6'], ['36.5']]))
  },
  async withdraw(family) {
    if (below(3) > 0) return
    const { view } = await post('/my/withdraw', { pass: await passOf(family), sure: ['yes'] })
    if (view.what === 'withdrawn') family.withdrawn = true
  },
  async merge(family, others) {
    const other = one(others)
    if (below(3) > 0 || other === family || other.withdrawn) return
    await env.DB.prepare('UPDATE submission SET duplicate_of = ?2 WHERE id = ?1 AND duplicate_of IS NULL')
      .bind(family.id, other.id)
      .run()
  },
  async decide(family) {
    const { view } = await desk(clinic).get(`/staff/watch/${family.id}`)
    const kind = one(['close', 'close', 'transfer', 'restart', 'extend', 'shorten'])
    const person = one(['', '0', '1'])
    const last = view.people?.[0]?.last ?? ''
    const day = kind === 'restart' ? dayAt(Date.now()) : last && addDays(last, kind === 'extend' ? 1 : -1)
    const act = ['restart', 'extend'].includes(kind) ? 'change' : 'end'
    const said = { key: view.key ?? '', seen: view.seen ?? '', kind, person, day, reason: 'other' }
    const done = await desk(clinic).post(`/staff/watch/${family.id}/${act}`, said)
    if (done.view.result !== 'decided') return
    for (const each of person ? [Number(person)] : [0, 1]) {
      const who = `${each} ${family.arrival}`
      if (kind === 'close') family.released.add(who)
      if (kind === 'restart') family.issued.delete(who)
      if (kind === 'restart' || (kind === 'transfer' && !family.issued.has(who))) family.released.delete(who)
    }
  },
  async sooner(family) {
    const { view } = await desk(village).get(`/staff/watch/${family.id}`)
    const said = {
      key: view.key ?? '',
      seen: view.seen ?? '',
      kind: 'shorten',
      day: dayAt(Date.now()),
      reason: 'order',
    }
    const done = await desk(village).post(`/staff/watch/${family.id}/change`, said)
    expect(done.view.result).not.toBe('decided')
  },
  async own(family) {
    const [kind, person] = [one(['notice', 'release', 'release']), below(2)]
    const pass = await passOf(family)
    await print(await post('/my/paper', { pass, kind: [kind], person: [String(person)] }), family, kind, person)
  },
  async office(family) {
    const [kind, person] = [one(['notice', 'release']), below(2)]
    const path = `/staff/certificates/${family.id}/${kind}`
    const done = await print(await desk(town).post(path, { person: String(person) }), family, kind, person)
    if (!done || kind !== 'release') return
    family.released.add(`${person} ${family.arrival}`)
    family.issued.add(`${person} ${family.arrival}`)
  },
}

/** What anybody reads of a code, from an address of their own. */
async function read(code: string, n: number) {
  return (await post('/verify', { code: [code] }, { 'cf-connecting-ip': `10.${n % 250}.${below(250)}.1` })).view.paper
}

afterEach(() => {
  vi.useRealTimers()
})

it(`${HISTORIES} histories: a valid release was decided by the desk, and what nobody verified is said to be so`, async () => {
  const seen = { undecided: 0, release: 0, unverified: 0, verified: 0, void: 0 }
  for (let done = 0; done < HISTORIES; done += TOGETHER) {
    ;[village, clinic, town] = [await seated('village', 'liuxi'), await seated('clinic'), await seated('town')]
    const families = await begin()
    for (let step = 0; step < STEPS; step++) {
      if (step === 2) {
        vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY_MS })
        ;[village, clinic, town] = [await seated('village', 'liuxi'), await seated('clinic'), await seated('town')]
      }
      for (const family of families.filter(({ withdrawn }) => !withdrawn))
        await steps[step === STEPS - 1 ? 'own' : one(Object.keys(steps))]?.(family, families)
    }
    for (const [n, family] of families.entries()) {
      for (const { code, kind, person } of family.printed) {
        const paper = await read(code, n)
        if (!paper) seen.void += 1
        else {
          const at = JSON.stringify({ kind, person, paper, ...family, released: [...family.released] })
          expect(family.withdrawn, at).toBe(false)
          expect(paper.checked, at).toBe(family.verified)
          seen[paper.checked ? 'verified' : 'unverified'] += 1
          if (kind === 'release') {
            expect(family.released.has(`${person} ${family.arrival}`), at).toBe(true)
            seen.release += 1
          }
        }
      }
      // Who asks without a decision gets none, whatever was said before.
      if (family.released.size === 0 && !family.withdrawn) {
        const { view } = await post('/my/paper', { pass: await passOf(family), kind: ['release'], person: ['0'] })
        expect(view.page).not.toBe('certificate')
        if (view.result === 'undecided') seen.undecided += 1
      }
    }
  }
  // The histories came to all that is asked about.
  expect(Object.entries(seen).filter(([, times]) => times < HISTORIES / 60)).toEqual([])
}, 3_600_000)
