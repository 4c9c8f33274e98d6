/** A form as the desk corrects it: the same questions, at the end why, and which day only clinic and town may move; pure. */
import type { Day } from '#platform/clock.ts'
import { type Answers, type Errors, type Form, questions } from './form.ts'
import { text } from './kinds/text.ts'

const because = text({
  label: '为什么改',
  hint: '登记的人在“我的登记”里看得到这句话，不要写别人的名字和电话',
  missing: '请写一句为什么改，例如：他来电话说手机号少写了一位',
  max: 60,
  example: '本人来电话说写错了',
})
// One for each form, because what checks it is made once for each.
const made = new WeakMap<Form, Form>()

/** The form with the question why, which stands last, so that the others keep their numbers. */
export function asCorrected(form: Form): Form {
  const known = made.get(form)
  if (known) return known
  const asked = { ...form, sections: [...form.sections, { title: '更正的原因', fields: { because } }] }
  made.set(form, asked)
  return asked
}

/** What was answered to such a form: the form's own answers, and why. */
export function apart({ because, ...answers }: Answers): { why: string; answers: Answers } {
  return { why: String(because), answers }
}

/** Said at the desk where somebody is taken out or changes places. */
export const orderAtDesk = '已经报过体温，不能删人，也不能换前后次序。有人不一起住了，请在“记一笔”里写明'

const sooner = '到家日期往前改，观察会提前结束，这要卫生院或者镇里来定。请打镇指挥部电话，由镇里在这里改'

/** A rule for who ends no observation sooner: a day of arrival moves back only where all days of observation still lie ahead. */
export function noSooner(form: Form, before: Answers, today: Day): (after: Answers) => Errors {
  const was = form.about(before).arrival
  const [name] = questions(form).find(([, { control }]) => control === 'date') ?? []
  return (after) => {
    const is = form.about(after).arrival
    return name && was && is && is < was && is < today ? { [name]: sooner } : {}
  }
}
