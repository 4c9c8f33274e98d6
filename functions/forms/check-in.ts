/** 报体温: what is asked about each of the family twice a day, what is asked once for all, and what a phone is told. */
import type { Errors } from './form.ts'
import { agree, choice, choices } from './kinds/choice.ts'
import { temperature } from './kinds/number.ts'
import { longText } from './kinds/text.ts'

/** Asked about each person. Yesterday's numbers stand beside; this one is never filled in for them. */
export const perPerson = {
  temperature: temperature({ label: '体温', optional: true }),
  symptoms: choices({
    label: '哪里不舒服',
    optional: true,
    choices: { fever: '发热', cough: '咳嗽', breathless: '气促', chest: '胸闷', other: '别的不舒服' },
  }),
}

/** Silence is not a no: somebody says that the rest are well. */
export const forAll = {
  well: agree({ label: '都没有不舒服', optional: true }),
  noThermometer: agree({ label: '没有体温计，量不了', optional: true }),
}

/** 「心理疏导、情绪安抚和生活服务保障」, once for the family. */
export const care = {
  mood: choice({
    label: '这两天心情怎么样',
    optional: true,
    choices: { fine: '还好', low: '有点闷', bad: '睡不好，心里慌' },
  }),
  help: choices({
    label: '要帮什么忙',
    optional: true,
    choices: { supplies: '送东西', medicine: '看病买药', comfort: '找人说说话', care: '照看老人孩子' },
  }),
  words: longText({ label: '想说的话', optional: true, max: 100, hint: '不用写名字、电话' }),
}

/** The sentences that no single question knows. */
export const said = {
  temperature: '请填体温；没有体温计，就勾“没有体温计，量不了”',
  unanswered: '有没有不舒服？有就选上，没有就勾“没有不舒服”',
  contradiction: '选了不舒服，又勾了“没有不舒服”，请看一下哪个对',
  stranger: '这一页没有这个人，没有收。请只填下面列出来的人',
} satisfies Errors

/** What a calendar on the phone shows; it names nobody and no illness. */
export const alarm = { title: '量体温，报上来', name: '报体温提醒' }

/** What a family may say besides: a low mood, a wish, or words for the village. */
export interface Care {
  mood?: string
  help?: string[]
  words?: string
}
