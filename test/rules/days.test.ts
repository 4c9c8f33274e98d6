/** The days of an observation are counted in one way, and every place that speaks of them says so in the same words. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import { dayOne, observationRule } from '#forms/spoken.ts'
import { township } from '#forms/township.ts'
import { ruleOf } from '#platform/calendar.ts'
import { addDays, dayAt, startOf } from '#platform/clock.ts'
import { endOf, periodsOf } from '#protection/observation/course.ts'

const { days } = township.observation
const text = (file: string) => readFileSync(join(root, file), 'utf8')
const said = ['content/**/*.{md,json}', 'functions/**/*.ts', 'src/**/*.{astro,ts}']

it.each([
  'content/notices/2026-11-16-returnee-registration.md',
  'content/knowledge/home-observation.md',
  'content/duties.json',
])('%s says how they are counted', (file) => {
  expect(text(file)).toContain(dayOne)
})

it('so do the form, the cards, the check-in and the papers, by the one constant', () => {
  expect(observationRule).toContain(dayOne)
  for (const file of ['functions/forms/returnee.ts', 'src/views/check-in/CheckIn.astro'])
    expect(text(file)).toContain('dayOne')
  for (const file of ['src/views/check-in/CheckedIn.astro', 'src/components/certificates/Notice.astro'])
    expect(text(file)).toContain('{dayOne}')
  for (const file of [
    'components/holder/Card.astro',
    'views/check-in/CheckInDoor.astro',
    'pages/forms/returnee/card.astro',
  ])
    expect(text(`src/${file}`)).toContain('{observationRule}')
})

it('no place counts from the day of arrival, nor writes the words a second time', () => {
  const files = globSync(said, { cwd: root })
  expect(files.length).toBeGreaterThan(300)
  const wrong = /从?到家(那天|当天|之日|日)(算起|起算|开始算|起(?!来))|到家(那天|当天)(算|是)第(一|1)天/
  expect(files.filter((file) => wrong.test(text(file)))).toEqual([])
  const code = files.filter((file) => !file.startsWith('content') && text(file).includes(dayOne))
  expect(code).toEqual(['functions/forms/spoken.ts'])
})

it('who counts as told ends on the day on which the calendar ends', () => {
  for (const arrival of ['2026-11-22', '2026-12-31', '2028-02-15']) {
    // 到家第二天算第1天: the last day is so many days on from that one, which is the first of them.
    const first = addDays(arrival, 1)
    const counted = Array.from({ length: days }, (_, n) => addDays(first, n)).at(-1)
    const [period] = periodsOf(ruleOf(township.observation), arrival, [], 0, startOf(arrival))
    expect([period?.last, period && dayAt(endOf(period) - 1)]).toEqual([counted, counted])
  }
})
