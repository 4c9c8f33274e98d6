/** A calendar file that rings twice a day until the last day; it holds days and no person. */
import { alarm } from '#forms/check-in.ts'
import { township } from '#forms/township.ts'
import { addDays, type Day, dayAt, dayNamed, startOf } from '#platform/clock.ts'
import { randomText } from '#platform/vault.ts'

const LONGEST_DAYS = 90

/** From tomorrow to `last`, as RFC 5545 writes it; nothing where that is no such day. */
export function alarms(last: Day, now: number): string | undefined {
  const first = addDays(dayAt(now), 1)
  if (!dayNamed(last) || last < first || last > addDays(first, LONGEST_DAYS)) return undefined
  const until = stamp(startOf(addDays(last, 1)) - 1000)
  const events = township.observation.slots.flatMap(({ alarm: time }) => [
    'BEGIN:VEVENT',
    `UID:${randomText(16)}@shouwang`,
    `DTSTAMP:${stamp(now)}`,
    `DTSTART:${stamp(Date.parse(`${first}T${time}:00+08:00`))}`,
    'DURATION:PT5M',
    `RRULE:FREQ=DAILY;UNTIL=${until}`,
    `SUMMARY:${alarm.title}`,
    `URL:${township.url}/tw`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${alarm.title}`,
    'TRIGGER:PT0M',
    'END:VALARM',
    'END:VEVENT',
  ])
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//shouwang//check-in//ZH',
    `X-WR-CALNAME:${alarm.name}`,
    ...events,
    'END:VCALENDAR',
    '',
  ]
  return lines.join('\r\n')
}

/** 20261122T000000Z. */
function stamp(instant: number): string {
  return new Date(instant).toISOString().replace(/[-:]|\.\d{3}/g, '')
}
