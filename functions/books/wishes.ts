/** 要帮的忙: what a family says with a report that is more than its temperature (「心理疏导、情绪安抚和生活服务保障」). */
import { care, forAll } from '#forms/check-in.ts'
import { choices } from '#forms/kinds/choice.ts'
import { defineBook } from './book.ts'

export const wishes = defineBook({
  slug: 'care',
  title: '要帮的忙',
  // In the batch of the report, see functions/protection/observation/store/check-in.ts.
  writes: [],
  reads: 'care',
  fields: {
    mood: care.mood,
    // Who has no thermometer asks for one by saying so.
    help: choices({
      label: care.help.label,
      optional: true,
      choices: { ...care.help.choices, thermometer: forAll.noThermometer.label },
    }),
    words: care.words,
  },
  steps: {
    open: { title: '还没人接', next: ['taken', 'done'] },
    taken: { title: '有人在帮', next: ['done'] },
    done: { title: '帮好了', next: [] },
  },
  undo: true,
})
