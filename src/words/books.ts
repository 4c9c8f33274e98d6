/** Books in words: what stands over a list, what a step is called on its button, and what is said when it is taken. */
import type { Book } from '#books/book.ts'
import { type BookSlug, books, kindName } from '#books/index.ts'
import { township } from '#forms/township.ts'

interface BookWords {
  /** On the first page: what waits, and what waits too long. */
  waits: string
  overdue?: string
  /** Over the list; and in place of an empty one. */
  lead: string
  empty: string
  /** Over one entry, and the way back from it. */
  one: string
  back: string
  /** Above the steps that may follow: of each kind, or of all. */
  advice?: Record<string, string>
  /** Where something is written with a step: what is chosen, and the button. */
  answer?: { legend: string; button: string; late: string }
  /** What the button of a step says, and what is said when it was taken. */
  steps: Record<string, { button: string; taken: string }>
  /** Under the entry: what else helps, and whom to call. */
  beside?: string
  call?: { number: string; words: string }
  /** For the holder of a record. */
  own?: { title: string; none: string; write: string; send: string; note: string; label: string; refused: string }
}

const words = {
  requests: {
    waits: '等着答复的要求',
    overdue: '过了期限还没答复的要求',
    lead: '最急的在最前面。点开就看得到写了什么，会留下记录。',
    empty: '没有等着答复的要求。有人提了，会出现在这里。',
    one: '一个要求',
    back: '回到要求',
    advice: {
      copy: '打开登记，选理由“本人要求”全部显示，打印一份交给本人。',
      correct: '先给本人打电话对一遍。请本人在“我的登记”里更正，不会用手机的，上门帮着改。',
      delete: '请本人在“我的登记”里撤回，内容马上销毁。不会用手机的，上门帮着撤回。',
      complain: '该谁办就交给谁办，办完在这里答复。',
    },
    answer: {
      legend: '办得怎么样',
      button: '答复，交上就不能改',
      late: '别人先答复了，答复不能再改。下面是他的答复。',
    },
    steps: {
      done: { button: '已办', taken: '答复好了，本人在“我的登记”里看得到。' },
      refused: { button: '不能办', taken: '答复好了，本人在“我的登记”里看得到。' },
    },
    own: {
      title: '要求和答复',
      none: '您还没有提过要求。',
      label: '要求',
      write: '提一个要求',
      send: '提交要求',
      note: `${township.privacy.answerDays} 天内答复。急的请打电话：`,
      refused: '不认可，可以再提一个要求，也可以依法向人民法院起诉（《个人信息保护法》第五十条）。',
    },
  },
  care: {
    waits: '要帮的忙',
    lead: '报体温时说的，等得最久的在前面。点开就看得到说了什么，会留下记录。',
    empty: '没有等着帮的。有人在报体温时说心里闷，或者要帮忙，会出现在这里。',
    one: '一家要帮的忙',
    back: '回到要帮的忙',
    steps: {
      taken: { button: '我来帮', taken: '记下了，您来帮。请打开登记，联系这一家。' },
      done: { button: '帮好了', taken: '记好了，帮好了。' },
    },
    beside: '打开登记，可以看电话，记下联系的结果。心里难受的，也可以请他打',
    call: { number: '12356', words: '心理援助热线。' },
  },
} satisfies Record<BookSlug, BookWords>

/** The words of a book. */
export function wordsOf(slug: string): BookWords {
  const known: Record<string, BookWords> = words
  const found = known[slug]
  if (!found) throw new Error(`no words for the book ${slug}`)
  return found
}

export { kindName }

/** How an entry stands. */
export function stepInWords({ steps }: Pick<Book, 'steps'>, step: string): string {
  return steps[step]?.title ?? (step === 'withdrawn' ? '已撤回' : step)
}

/** 123 4567, as it is read out over the phone. */
export function showNumber(number: string): string {
  return number.replace(/^(\d{3})/, '$1 ')
}

/** `requests copy`, as the audit has it: 本人的要求，要一份复印件. */
export function detailOfEntry(detail: string): string {
  const [slug, said = ''] = detail.split(' ')
  const book = books.find((each) => each.slug === slug)
  if (!book) return detail
  return [book.title, said && (book.steps[said]?.title ?? kindName(book, said))].filter(Boolean).join('，')
}
