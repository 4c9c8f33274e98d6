/** A book of one file, which every test of functions has beside the township's own: whatever holds for books holds for it. */
import { defineBook } from '#books/book.ts'
import { addBook } from '#books/index.ts'
import { defineForm } from '#forms/form.ts'
import { choice } from '#forms/kinds/choice.ts'
import { mobile } from '#forms/kinds/mobile.ts'
import { village } from '#forms/kinds/place.ts'
import { longText, text } from '#forms/kinds/text.ts'

const form = defineForm({
  slug: 'toy',
  title: '借东西',
  version: 1,
  who: '要借村里东西的人。',
  need: '手机号。',
  minutes: 1,
  send: '提交',
  next: ['村里会打电话。'],
  sections: [
    {
      title: '借什么',
      fields: {
        name: text({ label: '姓名', max: 25, name: true }),
        phone: mobile({ label: '手机号' }),
        home: village({ label: '在哪个村' }),
        what: choice({ label: '借什么', choices: { ladder: '梯子', cart: '推车' } }),
        why: longText({ label: '做什么用', max: 50, optional: true }),
      },
    },
  ],
  about: ({ home, phone }) => ({ village: home.village, people: 1, source: 'self', phone }),
})

export const toy = defineBook({
  slug: 'toy',
  title: '借东西',
  writes: ['public'],
  reads: 'care',
  form,
  keepDays: 10,
  kind: 'what',
  steps: {
    open: { title: '等着借', next: ['lent'] },
    lent: { title: '借出去了', next: ['back'] },
    back: { title: '还回来了', next: [] },
  },
  dueDays: 2,
  undo: true,
})
addBook(toy)
