/** A township may ask once, twice or three times a day: the calendar and every text then say the same hour. */
import { describe, expect, it } from 'vitest'
import { dailyDueInWords, oftenInWords, ruleInWords } from '#forms/spoken.ts'
import { township } from '#forms/township.ts'
import { dueSlotOf, ruleOf, slotAt, slotsBetween, spanOf } from '#platform/calendar.ts'
import { timeAt } from '#platform/clock.ts'
import { dueInWords, slotInWords } from '#src/words/check-in.ts'
import { groupText } from '#src/words/watch.ts'

const day = '2026-11-22'
const tomorrow = '2026-11-23'
const slot = (name: string, from: string) => ({ name, from, alarm: from })
const [morning, afternoon, evening] = [slot('上午', '00:00'), slot('下午', '12:00'), slot('晚上', '18:00')]
const at = (time: string) => Date.parse(`${day}T${time}:00+08:00`)

const townships = [
  {
    slots: [slot('白天', '00:00')],
    cutOff: '16:00',
    daily: '每天白天量一次，下午4点前报',
    each: [['16:00', '今天白天，下午4点前', '请在下午4点前报一下']],
  },
  {
    slots: [morning, afternoon],
    cutOff: '16:00',
    daily: '每天上午、下午各量一次，下午4点前报',
    each: [
      ['12:00', '今天上午', '请在中午12点前报一下'],
      ['16:00', '今天下午，下午4点前', '请在下午4点前报一下'],
    ],
  },
  {
    slots: [morning, afternoon, evening],
    cutOff: '16:00',
    daily: '每天上午、下午、晚上各量一次，下午4点前报，晚上的当天报',
    each: [
      ['12:00', '今天上午', '请在中午12点前报一下'],
      ['16:00', '今天下午，下午4点前', '请在下午4点前报一下'],
      ['24:00', '今天晚上', '请在晚上12点前报一下'],
    ],
  },
  {
    slots: [morning, afternoon, evening],
    cutOff: '20:30',
    daily: '每天上午、下午、晚上各量一次，晚上8点30分前报',
    each: [
      ['12:00', '今天上午', '请在中午12点前报一下'],
      ['18:00', '今天下午', '请在晚上6点前报一下'],
      ['20:30', '今天晚上，晚上8点30分前', '请在晚上8点30分前报一下'],
    ],
  },
]

describe.each(townships)('$slots.length slots and a cut-off at $cutOff: $daily', ({ slots, cutOff, daily, each }) => {
  const observation = { ...township.observation, slots, cutOff }
  const rule = ruleOf(observation)

  it('each slot is due at one hour, in the calendar, in figures and in the texts', () => {
    const said = slotsBetween(rule, day, day).map((place) => {
      const due = dueSlotOf(rule, place)
      const [, group = ''] = /户没报。(.*?)，点这里/.exec(groupText('liuxi', due, 3, 60, slots)) ?? []
      return [due.due, dueInWords(due, day, slots), group]
    })
    expect(said).toEqual(each)
    for (const place of slotsBetween(rule, day, day)) {
      const { due, end } = spanOf(rule, place)
      const shown = dueSlotOf(rule, place)
      expect([timeAt(due), shown.early]).toEqual([shown.due.replace('24:00', '00:00'), due < end])
    }
  })

  it('the sentence of the rule says them too', () => {
    expect(`${oftenInWords(observation)}，${dailyDueInWords(observation)}`).toBe(daily)
    const [often, ...due] = daily.split('，')
    expect(ruleInWords(observation)).toBe(`到家第二天算第1天，在家观察14天，${often}体温，${due.join('，')}。`)
  })

  it('every minute of the day lies in one slot, and is late from the minute at which the text says so', () => {
    for (let minute = 0; minute < 1440; minute += 1) {
      const now = at('00:00') + minute * 60_000
      const place = slotAt(rule, now)
      const { from, due, end } = spanOf(rule, place)
      expect(from <= now && now < end && from < due && due <= end).toBe(true)
      const time = dueSlotOf(rule, place).due
      expect(now >= due).toBe(timeAt(now) >= time)
    }
  })

  it('the last slot ends with the day, and the words of tomorrow name it', () => {
    const last = { day, slot: slots.length - 1 }
    expect(timeAt(spanOf(rule, last).end)).toBe('00:00')
    expect(slotInWords({ ...last, day: tomorrow }, day, slots)).toBe(`明天${slots.at(-1)?.name}`)
  })
})
