/** 本人的要求: what the holder of a record asks of the township about it (个人信息保护法第四十四条至第五十条). */
import { choice } from '#forms/kinds/choice.ts'
import { longText } from '#forms/kinds/text.ts'
import { township } from '#forms/township.ts'
import { defineBook } from './book.ts'

export const requests = defineBook({
  slug: 'requests',
  title: '本人的要求',
  writes: ['holder'],
  reads: 'answer',
  fields: {
    kind: choice({
      label: '要求什么',
      missing: '请选一下要求什么',
      choices: { copy: '要一份复印件', correct: '改正自己改不了的', delete: '删除', complain: '投诉或者建议' },
    }),
    text: longText({
      label: '说明',
      hint: '最多 300 个字。只有您村的村干部和镇指挥部看得到，谁看过都有记录。',
      max: 300,
      optional: true,
    }),
  },
  kind: 'kind',
  steps: {
    open: { title: '等答复', next: ['done', 'refused'] },
    done: { title: '已办', next: [], words: 'optional' },
    // Article 50: a refusal gives its reason.
    refused: { title: '不能办', next: [], words: 'required' },
  },
  dueDays: township.privacy.answerDays,
  most: 10,
})
