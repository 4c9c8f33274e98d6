/** The township as `content/township.json` says it, checked once; a wrong file stops the build with the field and the reason. */
import { z } from 'zod'
import said from '../../content/township.json' with { type: 'json' }

const phone = z.string().regex(/^0\d{2,3}-\d{7,8}$/, '电话要写成 0000-0000000 这样')
const contact = z.strictObject({
  name: z.string().min(1),
  phone,
  hours: z.string().min(1),
  /** Who picks up, by role and never by name: people change, the role stays. */
  answers: z.string().min(1),
})

const shape = z.strictObject({
  /** True while names and numbers are invented: every page says 示例, and only then are 100 0000 xxxx mobiles accepted. */
  sample: z.boolean(),
  name: z.string().min(1),
  siteName: z.string().min(1),
  url: z.url(),
  owner: z.string().min(1),
  icp: z.string(),
  policeFiling: z.string(),
  contacts: z.strictObject({ commandPost: contact, clinic: contact, police: contact }),
  villages: z.record(z.string().regex(/^[a-z]+$/), contact.extend({ groups: z.int().min(1) })),
  /** The rule of the seed of 2022-05-07, items 12 and 13; the threshold is the clinic's to set. */
  observation: z.strictObject({
    disease: z.string().min(1),
    days: z.int().min(1).max(60),
    slots: z.array(z.string()).min(1),
    cutOff: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    feverCelsius: z.number().min(36).max(39),
  }),
  privacy: z.strictObject({ version: z.iso.date(), keepDaysAfterEnd: z.int().min(1) }),
})

export type Township = z.infer<typeof shape>
export type Contact = z.infer<typeof contact>

/** The checked township, or an error naming each wrong field. */
export function readTownship(json: unknown): Township {
  const read = shape.safeParse(json)
  if (read.success) return read.data
  const wrong = read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`content/township.json\n  ${wrong.join('\n  ')}`)
}

export const township = readTownship(said)
