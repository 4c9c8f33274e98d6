/** What is said once for a whole sheet of paper: the village, the day, the signatures; and whose villages are asked. */
import type { Context, Fields, Options } from './field.ts'
import { type Answers, asked, type Errors, type Form, fieldsOf } from './form.ts'
import { agree, choice } from './kinds/choice.ts'
import { date } from './kinds/date.ts'
import { township } from './township.ts'

/** How old a sheet may be; what is older is asked about anew. */
const OLDEST_DAYS = 30

/** Asked about a row that says the name and the phone of somebody who is there. */
export const isTwin = '这个姓名和手机号已经有了，请选一下怎么办'

/** The questions about a sheet of `form`, for somebody who answers for these villages. */
export function sheetFields(form: Form, villages: string[]): Fields {
  const consents = asked(fieldsOf(form)).filter(([, { control, always }]) => control === 'agree' && always)
  const words = consents.map(([, { label }]) => `“${label}”`).join('和')
  const where: Options = { label: '哪个村的', missing: onlyThese(villages) }
  return {
    village: choice({
      ...where,
      select: true,
      choices: Object.fromEntries(villages.map((slug) => [slug, nameOf(slug)])),
    }),
    writtenOn: date({
      label: '纸上的日子',
      hint: `纸是哪天写的。${OLDEST_DAYS} 天以前的，请打电话问过再登记`,
      back: OLDEST_DAYS,
      ahead: 0,
    }),
    signed: agree({
      label: '每个人都在纸上签了字',
      hint: `签的是${words}`,
      missing: '要每个人都在纸上签了字，才能照着抄；没签的，请当面问过再登记',
    }),
  }
}

/** The village and the day of a sheet, or what is wrong with it. */
export function checkSheet(
  fields: Fields,
  input: Record<string, unknown>,
  context: Context,
): Answers & { errors: Errors } {
  const [answers, errors]: [Answers, Errors] = [{}, {}]
  for (const [name, field] of Object.entries(fields)) {
    const read = field.schema(context).safeParse(input[name] || undefined)
    if (read.success) answers[name] = read.data
    else errors[name] = read.error.issues[0]?.message ?? ''
  }
  return { ...answers, errors }
}

/** The rule that the village is one of these; its sentence stands at the question. */
export function onlyIn(form: Form, villages: string[]): (answers: Answers) => Errors {
  const [name] = asked(fieldsOf(form)).find(([, { fields = {} }]) => 'village' in fields) ?? []
  return (answers) =>
    villages.includes(form.about(answers).village) ? {} : { [`${name}.village`]: onlyThese(villages) }
}

function onlyThese(villages: string[]): string {
  return `请选您管的村：${villages.map(nameOf).join('、')}。别的村的人，请那个村来登记`
}

function nameOf(village: string): string {
  return township.villages[village]?.name ?? village
}
