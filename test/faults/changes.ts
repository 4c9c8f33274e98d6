/** Changes as a newcomer would make them: into which file, after which words, what is added. */
export interface Change {
  name: string
  /** Without `after` a file of its own. */
  edits: { path: string; after?: string; add: string }[]
  /** What must pass besides the quick tests, as words for npm. */
  also?: string[][]
}

const book = `/** 借工具: what the village lends. */
import { defineForm } from '#forms/form.ts'
import { choice } from '#forms/kinds/choice.ts'
import { mobile } from '#forms/kinds/mobile.ts'
import { village } from '#forms/kinds/place.ts'
import { text } from '#forms/kinds/text.ts'
import { defineBook } from './book.ts'

export const tools = defineBook({
  slug: 'tools',
  title: '借工具',
  writes: ['public'],
  reads: 'care',
  form: defineForm({
    slug: 'tools',
    title: '借工具',
    version: 1,
    who: '要借工具的人。',
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
          tool: choice({ label: '借什么', choices: { spade: '铁锹', pump: '水泵' } }),
        },
      },
    ],
    about: ({ home, phone }) => ({ village: home.village, people: 1, source: 'self', phone }),
  }),
  keepDays: 60,
  kind: 'tool',
  steps: { open: { title: '等着借', next: ['lent'] }, lent: { title: '借了', next: [] } },
  undo: true,
})
`

const words = `  tools: {
    waits: '要借的工具',
    lead: '等得最久的在前面。',
    empty: '没有人要借。',
    one: '借一样工具',
    back: '回到借工具',
    steps: { lent: { button: '借了', taken: '记好了。' } },
  },
`

const village = `    "hekou": {
      "name": "河口村",
      "groups": 3,
      "phone": "0000-0000019",
      "hours": "每天 8:00—20:00",
      "answers": "包村干部"
    },
`

const channel = `/** A notice on the screen at the market: its title, and whom to call. */
import type { Announcement } from './announcement.ts'

export function screen({ title, contact }: Pick<Announcement, 'title' | 'contact'>): string {
  return \`\${title}　\${contact.phone}\`
}
`

export const changes: Change[] = [
  {
    name: 'question',
    edits: [
      {
        path: 'functions/forms/returnee.ts',
        after: "  phone: mobile({ label: '手机号', list: true, always: true, hint: '村里和卫生院只用它联系您' }),\n",
        add: "        dialect: text({ label: '说什么方言', max: 10 }),\n",
      },
    ],
    also: [
      ['run', 'build'],
      ['run', 'sample', '--', '--days', '1'],
    ],
  },
  {
    name: 'book',
    edits: [
      { path: 'functions/books/tools.ts', add: book },
      {
        path: 'functions/books/index.ts',
        after: "import { requests } from './requests.ts'\n",
        add: "import { tools } from './tools.ts'\n",
      },
      { path: 'functions/books/index.ts', after: 'const township = [requests, ', add: 'tools, ' },
      { path: 'src/words/books.ts', after: 'const words = {\n', add: words },
    ],
    also: [['run', 'build']],
  },
  {
    name: 'act',
    edits: [
      { path: 'functions/audit/acts.ts', after: "  note: { of: 'record' },\n", add: "  thank: { of: 'record' },\n" },
      {
        path: 'src/words/acts.ts',
        after: 'const acts = {\n',
        add: "  thank: { record: '道了谢', audit: '向一户道了谢' },\n",
      },
    ],
  },
  {
    name: 'role',
    edits: [
      {
        path: 'functions/platform/roles.ts',
        after: "  publicity: { title: '宣传员', may: [] },\n",
        add: "  police: { title: '派出所', may: ['ledger', 'note'] },\n",
      },
    ],
  },
  {
    name: 'village',
    edits: [{ path: 'content/township.json', after: '  "villages": {\n', add: village }],
  },
  {
    name: 'job',
    edits: [
      {
        path: 'functions/jobs.ts',
        after: 'export const jobs: Job[] = [\n',
        add: "  { name: 'count', everyMs: FIVE_MINUTES, run: ({ DB }) => DB.prepare('SELECT 1').first() },\n",
      },
    ],
  },
  {
    name: 'channel',
    edits: [
      { path: 'src/channels/screen.ts', add: channel },
      {
        path: 'src/words/channels.ts',
        after: "import type { Announcement } from '../channels/announcement.ts'\n",
        add: "import { screen } from '../channels/screen.ts'\n",
      },
      {
        path: 'src/words/channels.ts',
        after: "  { name: '标语', write: slogan, use: () => '横幅、黑板、电子屏' },\n",
        add: "  { name: '大屏', write: screen, use: () => '集市的大屏' },\n",
      },
    ],
    also: [['run', 'build']],
  },
]
