/** Warnings as CAP 1.2: valid by the schema of OASIS, and read back whole by a library that is not ours. */
import { CAP_1_2 } from '@dec112/cap-ts'
import { describe, expect, it } from 'vitest'
import { township } from '#forms/township.ts'
import { feedAt } from '#publicity/notices/feeds.ts'
import type { Ending } from '#publicity/notices/standing.ts'
import { notice } from '#src/content/entries/notice.ts'
import { alert, cancel } from '#src/feeds/cap.ts'
import { cancellation, isWarning, type Warned } from '#src/feeds/warnings.ts'
import { byXsd } from '../support/judges.ts'
import { url } from '../support/served.ts'

const sender = new URL(township.url).host
const at = (written: string) => Date.parse(`${written}+08:00`)
const now = at('2026-12-01T00:00:00')
const never = Number.POSITIVE_INFINITY

interface Over {
  end?: number
  ending?: Ending
}

/** An urgent notice as the content would say it. */
function warned(
  slug: string,
  fields: Record<string, unknown> = {},
  { end = never, ending = 'expired' }: Over = {},
): Warned {
  const data = notice.parse({
    title: '饮水 < 20 ℃ & 停水',
    issuer: '青禾镇疫情防控指挥部',
    writtenOn: new Date('2026-11-16'),
    published: '2026-11-16 08:00',
    level: 'urgent',
    plain: ['请今天存好水。', '“干净”的水 > 一桶。'],
    ...fields,
  })
  const times = { published: data.published, from: data.from ?? data.published, end, ending }
  return { slug, href: `/notices/${slug}/`, data, times, supersedes: [] } as Warned
}

/** A notice and the one that takes its place. */
function replacedBy(level: string): [Warned, Warned] {
  const end = at('2026-11-20T08:00:00')
  const old = warned('old', {}, { end, ending: 'superseded' })
  const next = warned('next', { level, published: '2026-11-20 08:00', supersedes: ['old'] })
  next.supersedes.push(old)
  old.supersededBy = next
  return [old, next]
}

async function readBack(xml: string) {
  expect(await byXsd('cap-1.2', xml)).toEqual([])
  return CAP_1_2.Alert.fromXML(xml)
}

it('the message of a notice that is out can be fetched, and says what the notice says', async () => {
  const answer = await fetch(`${url}/notices/2026-11-16-returnee-registration/cap.xml`)
  expect(answer.headers.get('content-type')).toBe('application/cap+xml; charset=utf-8')
  const message = await readBack(await answer.text())
  expect(message).toMatchObject({
    sender,
    identifier: '2026-11-16-returnee-registration',
    sent: '2026-11-16T00:00:00+08:00',
  })
  expect(message.info_list[0]).toMatchObject({
    headline: '示例：返乡人员请登记并居家观察14天',
    expires: '2027-01-01T00:00:00+08:00',
  })
})

it('what is not urgent makes no message, nor does what was never in force', async () => {
  expect((await fetch(`${url}/notices/2026-11-05-volunteers-wanted/cap.xml`)).status).toBe(404)
  expect((await fetch(`${url}/notices/2026-11-16-returnee-registration/cap-cancel.xml`)).status).toBe(404)
  expect(isWarning(warned('x', { level: 'important' }))).toBe(false)
  expect(isWarning(warned('x', {}, { end: at('2026-11-16T08:00:00'), ending: 'repealed' }))).toBe(false)
})

it('a sample is an exercise and says why, so that it sets nothing off', async () => {
  const message = await readBack(alert(warned('x'), now))
  expect(CAP_1_2.Alert_status[message.status]).toBe(township.sample ? 'exercise' : 'actual')
  if (township.sample) expect(message.note).toContain('虚构')
})

describe('an alert', () => {
  it('comes back whole, signs of XML and quotes included', async () => {
    const fields = {
      villages: ['liuxi', 'dawan'],
      audience: '在家的人',
      until: '2026-11-30 18:30',
      from: '2026-11-17 06:00',
    }
    const message = await readBack(alert(warned('water', fields), now))
    expect(message).toMatchObject({ identifier: 'water', sender, sent: '2026-11-16T08:00:00+08:00' })
    expect(message.references).toBeUndefined()
    const [info] = message.info_list
    expect(info).toMatchObject({
      language: 'zh-CN',
      event: township.observation.disease,
      audience: '在家的人',
      effective: '2026-11-16T08:00:00+08:00',
      onset: '2026-11-17T06:00:00+08:00',
      expires: '2026-11-30T18:30:00+08:00',
      senderName: '青禾镇疫情防控指挥部',
      headline: '示例：饮水 < 20 ℃ & 停水',
      instruction: '请今天存好水。“干净”的水 > 一桶。',
      web: `${township.url}/notices/water/`,
    })
    expect(info?.area_list.map(({ areaDesc }) => areaDesc)).toEqual(['青禾镇柳溪村', '青禾镇大湾村'])
    expect(info?.contact).toContain(township.contacts.commandPost.phone)
  })
  it('without an end says none, and what begins later lies ahead', async () => {
    const [info] = (await readBack(alert(warned('x', { from: '2026-11-18 00:00' }), now))).info_list
    expect(info?.expires).toBeUndefined()
    expect(alert(warned('x', { from: '2026-11-18 00:00' }), now)).toContain('<urgency>Future</urgency>')
    expect(alert(warned('x'), now)).toContain('<urgency>Expected</urgency>')
  })
  it('gives the telephone of the village that it is for', () => {
    expect(alert(warned('x', { villages: ['liuxi'] }), now)).toContain(township.villages['liuxi']?.phone)
  })
})

describe('an update', () => {
  it('takes the place of the message that the notice replaces', async () => {
    const [, next] = replacedBy('urgent')
    const message = await readBack(alert(next, now))
    expect(CAP_1_2.Alert_msgType[message.msgType]).toBe('update')
    expect(message.references).toBe(`${sender},old,2026-11-16T08:00:00+08:00`)
  })
  it('is made by a correction too, which is a message of its own', async () => {
    const corrections = [{ on: new Date('2026-11-18'), what: '时间写错了' }]
    const message = await readBack(alert(warned('x', { corrections }), now))
    expect(message).toMatchObject({ identifier: 'x.2', sent: '2026-11-18T00:00:00+08:00' })
    expect(message.references).toBe(`${sender},x,2026-11-16T08:00:00+08:00`)
  })
  it('is not made of what was taken back before', async () => {
    const [old, next] = replacedBy('urgent')
    Object.assign(old.times, { end: at('2026-11-18T00:00:00'), ending: 'repealed' })
    expect(CAP_1_2.Alert_msgType[(await readBack(alert(next, now))).msgType]).toBe('alert')
  })
})

describe('a cancellation', () => {
  const repealed = { at: '2026-11-18 09:00', why: '水来了' }
  const over: Over = { end: at('2026-11-18T09:00:00'), ending: 'repealed' }

  it('refers to the message of the notice that was repealed, and says why', async () => {
    const message = await readBack(cancel(warned('x', { repealed }, over), now) ?? '')
    expect(CAP_1_2.Alert_msgType[message.msgType]).toBe('cancel')
    expect(message).toMatchObject({ identifier: 'x.cancel', sent: '2026-11-18T09:00:00+08:00' })
    expect(message.references).toBe(`${sender},x,2026-11-16T08:00:00+08:00`)
    expect(message.info_list[0]).toMatchObject({ description: '水来了', expires: '2026-11-25T09:00:00+08:00' })
  })
  it('is sent where something that is not urgent takes the place, and leads there', async () => {
    const [old] = replacedBy('ordinary')
    const message = await readBack(cancel(old, now) ?? '')
    expect(message.info_list[0]?.web).toBe(`${township.url}/notices/next/`)
  })
  it('is not sent where an update says it, where time ran out, or where nothing ended', () => {
    expect(cancellation(replacedBy('urgent')[0])).toBeUndefined()
    expect(cancel(warned('x', { until: '2026-11-20 00:00' }, { end: at('2026-11-20T00:00:00') }), now)).toBeUndefined()
    expect(cancel(warned('x'), now)).toBeUndefined()
  })
  it('is not there before its minute', () => {
    const text = cancel(warned('x', { repealed }, over), now) ?? ''
    expect(feedAt(text, at('2026-11-18T08:59:59'))).toBeUndefined()
    expect(feedAt(text, at('2026-11-18T09:00:00'))).toBe(text)
  })
})
