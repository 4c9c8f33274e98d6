/** What `content/township.json` must hold; apart from the township itself, so that a wrong file can be judged. */
import { z } from 'zod'

const phone = z.string().regex(/^0\d{2,3}-\d{7,8}$/, '电话要写成 0000-0000000 这样')
const contact = z.strictObject({
  name: z.string().min(1),
  phone,
  hours: z.string().min(1),
  /** Who picks up, by role and never by name: people change, the role stays. */
  answers: z.string().min(1),
})

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '钟点要写成 16:00 这样')
/** A part of the day for one measurement: it begins at `from` and ends where the next one begins, the last at midnight. */
const slot = z.strictObject({ name: z.string().min(1), from: time, alarm: time })

/** Whether an address leads to the machine that asks, and so to nobody else's. */
export function isLocal(address: string): boolean {
  return /^(localhost|127(\.\d+){3}|\[::1\])$/.test(URL.parse(address)?.hostname ?? '')
}

const fields = z.strictObject({
  /** True while names and numbers are invented: every page says 示例, and only then are 100 0000 xxxx mobiles accepted. */
  sample: z.boolean(),
  name: z.string().min(1),
  siteName: z.string().min(1),
  url: z.url({ protocol: /^https?$/, error: '网址要写成 https://www.example.cn 这样' }),
  owner: z.string().min(1),
  icp: z.string(),
  policeFiling: z.string(),
  /** False takes the copies for offline reading off every phone that comes by again. */
  offline: z.boolean(),
  contacts: z.strictObject({ commandPost: contact, clinic: contact, police: contact }),
  /** Whom the clinic asks about a fever that was measured there; the public has no business at its phone. */
  checkpoint: contact,
  villages: z.record(
    z.string().regex(/^[a-z]+$/, '村的代号只用小写字母，比如 liuxi'),
    contact.extend({ groups: z.int().min(1) }),
  ),
  /** The rule of the seed of 2022-05-07, items 12 and 13; the threshold and what else rings are the clinic's to set. */
  observation: z.strictObject({
    disease: z.string().min(1),
    days: z.int().min(1).max(60),
    slots: z
      .array(slot)
      .min(1)
      .max(6)
      .refine(
        (slots) => slots.every(({ from }, i) => (i === 0 ? from === '00:00' : from > (slots[i - 1]?.from ?? ''))),
        '第一段从 00:00 开始，后面一段比一段晚',
      ),
    /** By when the day's measurements are due; a slot that ends earlier, or begins later, is due when it ends. */
    cutOff: time,
    feverCelsius: z.number().min(36).max(39),
    /** Symptoms of a check-in that the clinic must hear of, by their keys in functions/forms/check-in.ts. */
    alertSymptoms: z.array(z.enum(['fever', 'cough', 'breathless', 'chest', 'other'])),
    /** So many rises in a row of at least so much, below the threshold too. */
    rising: z.strictObject({ times: z.int().min(1).max(5), celsius: z.number().min(0.1).max(3) }),
    /** What is likely the thermometer's mistake, and after how many minutes to measure again. */
    again: z.strictObject({
      belowCelsius: z.number().min(34).max(36),
      jumpCelsius: z.number().min(0.5).max(5),
      minutes: z.int().min(1).max(60),
    }),
    /** For so long an alert waits for the clinic alone; then the town hears of it. */
    escalateMinutes: z.int().min(5).max(240),
  }),
  privacy: z.strictObject({
    version: z.iso.date('日子要写成 2026-11-16 这样'),
    /** A record is kept this long after the last day of its observation, and is then destroyed. */
    keepDaysAfterEnd: z.int().min(1).max(365),
    /** One without an observation, as a volunteer's: after its last change. */
    keepVolunteerDays: z.int().min(1).max(730),
    /**
     * Calendar days until a person's request is answered. Article 50 of the Personal Information Protection Law asks for
     * a convenient way and for reasons where it is refused, without a number of days; GB/T 35273-2020, 8.7, says thirty
     * at most.
     */
    answerDays: z.int().min(1).max(30),
  }),
})

export const shape = fields.refine(({ sample, url }) => sample || !isLocal(url), {
  path: ['url'],
  error: '不是示例了，网址要写居民能打开的，不能是 localhost',
})

export type Township = z.infer<typeof shape>
export type Contact = z.infer<typeof contact>
