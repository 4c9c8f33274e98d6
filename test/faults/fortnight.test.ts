/** Eight worlds in every test run, `npm run drill:fortnight` lives a thousand; and that these eight notice a bug in the fourteen days. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import { copySources } from '../support/copy.ts'

const WORLDS = 8
// The same sources in a place where one bug after the other may be made.
const copy = mkdtempSync(join(tmpdir(), 'shouwang-fortnight-'))
beforeAll(() => {
  copySources(copy)
  for (const part of ['fortnight', 'fortnight-drill.ts'])
    cpSync(join(root, 'test/faults', part), join(copy, 'test/faults', part), { recursive: true })
})
afterAll(() => rmSync(copy, { recursive: true }))

function drill(place: string, from = 1) {
  const words = [join(place, 'test/faults/fortnight-drill.ts'), '--from', `${from}`, '--seeds', `${WORLDS}`]
  const { status, stdout } = spawnSync(process.execPath, words, { cwd: place, encoding: 'utf8' })
  return { status, said: stdout.trim() }
}

it('every invariant holds in eight worlds of ten people and twenty days', () => {
  const { status, said } = drill(root)
  expect(said).toMatch(/^seeds 1 to 8: every invariant held; \{"people":80,/)
  expect(status).toBe(0)
})

const bugs = [
  {
    means: 'a day is missing at the end',
    file: 'protection/observation/course.ts',
    right: 'addDays(first, rule.days)',
    wrong: 'addDays(first, rule.days - 1)',
    notices: /the page of \d{12} says/,
  },
  {
    means: 'noon belongs to the morning',
    file: 'platform/calendar.ts',
    right: 'from <= time',
    wrong: 'from < time',
    // Whoever registers at midnight, or reports at noon.
    notices: /the page of \d{12} says|its alert is not: .* slot 0, \S+ 00:00:00/,
  },
  {
    means: 'the threshold itself is no fever',
    file: 'forms/signals.ts',
    right: "temperature >= feverTenths) return 'fever'",
    wrong: "temperature > feverTenths) return 'fever'",
    notices: /a check-in is kept, and its alert is not/,
  },
  {
    means: 'an alert is opened outside of the batch',
    // In one before it, two pages cross at the same moment, and that is told first.
    from: 5,
    file: 'protection/observation/store/check-in.ts',
    right: '    raiseAlert(db, sending, line),\n',
    wrong: '',
    also: [
      'return observed(results)\n}\n\n// What',
      'await raiseAlert(db, sending, line).run()\n  return observed(results)\n}\n\n// What',
    ],
    notices: /a check-in is kept, and its alert is not/,
  },
  {
    means: 'what waits too long rises a moment late',
    file: 'protection/alerts/store/queue.ts',
    right: 'sum(opened_at <= ?2)',
    wrong: 'sum(opened_at < ?2)',
    notices: /alerts must stand with the town/,
  },
  {
    means: 'a record goes a day early',
    file: 'register/submissions/kept-until.ts',
    right: 'addDays(day, -keepDaysAfterEnd - 1)',
    wrong: 'addDays(day, -keepDaysAfterEnd)',
    notices: /was destroyed before its time/,
  },
  {
    means: 'what was closed goes as if it had not been',
    file: 'retention/rule.ts',
    right: 'over ? later(first, dayAt(over.at)) : later(first, last)',
    wrong: 'later(first, last)',
    notices: /should have been destroyed/,
  },
  {
    means: 'the timer does not ask what is done',
    file: 'jobs/store.ts',
    right: 'return meta.changes === 1',
    wrong: 'return true',
    notices: /was done twice/,
  },
]

it.each(bugs)('it is noticed where $means', ({ file, right, wrong, also = ['', ''], from, notices }) => {
  const path = join(copy, 'functions', file)
  const before = readFileSync(path, 'utf8')
  expect(before).toContain(right)
  expect(before).toContain(also[0])
  writeFileSync(path, before.replace(right, wrong).replace(also[0] ?? '', also[1] ?? ''))
  const { status, said } = drill(copy, from)
  writeFileSync(path, before)
  expect(said).toMatch(/^seed \d+: /)
  expect(said).toMatch(notices)
  expect(status).toBe(1)
})
