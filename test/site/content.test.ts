/** Wrong content stops the real commands with our lines only; a new text is one command. Run on a copy of the sources. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { copySources } from '../support/copy.ts'

const copy = mkdtempSync(join(tmpdir(), 'shouwang-content-'))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

copySources(copy)
const township = join(copy, 'content/township.json')

function run(command: string, ...words: string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', join(copy, `functions/cli/${command}.ts`), ...words],
    {
      cwd: copy,
      encoding: 'utf8',
      env: {
        ...process.env,
        PORT: '0',
        SHOUWANG_DATA: join(copy, 'data'),
        SHOUWANG_SECRETS: join(copy, 'secrets.json'),
      },
    },
  )
  return { status, said: stdout + stderr }
}

/** What a command says while `file` holds `wrong` instead of `right`. */
function runWith(file: string, right: string, wrong: string, command: string): { status: number | null; said: string } {
  const kept = readFileSync(file, 'utf8')
  writeFileSync(file, kept.replace(right, wrong))
  try {
    return run(command)
  } finally {
    writeFileSync(file, kept)
  }
}

it('a build with a wrong notice ends with its file, line, field and what is expected, said once', () => {
  const file = join(copy, 'content/notices/2026-11-16-returnee-registration.md')
  const { status, said } = runWith(file, '〔2026〕12号', '[2026]第012号', 'build')
  expect(status).toBe(1)
  expect(said).toBe(
    'content/ 里有 1 处要改，改好再生成网站：\n' +
      'content/notices/2026-11-16-returnee-registration.md 第3行 docNo：' +
      '写的是「青疫指[2026]第012号」，发文字号要写成 青疫指〔2026〕1号 这样\n',
  )
})

it('a build with a wrong township.json names the field and what it should be', () => {
  const { status, said } = runWith(township, '"cutOff": "16:00"', '"cutOff": "four"', 'build')
  expect(status).toBe(1)
  expect(said).toMatch(
    /^content\/ 里有 1 处要改，.*\ncontent\/township\.json 第\d+行 observation cutOff：写的是「four」，钟点要写成 16:00 这样\n$/,
  )
})

it('a start with a township.json that cannot be read says where', () => {
  const { status, said } = runWith(township, '"sample": true,', '"sample": true', 'start')
  expect(status).toBe(1)
  expect(said).toMatch(/\ncontent\/township\.json 第2行 写法：到这里读不下去，.*\n$/)
  expect(said).not.toMatch(/^\s+at /m)
})

it('a new text is written once, found by the review, and never written over', () => {
  const first = run('new', 'rumor', '喝热水能不能治病', 'hot-water')
  expect(first).toEqual({ status: 0, said: expect.stringContaining('content/rumors/hot-water.md') })
  const text = readFileSync(join(copy, 'content/rumors/hot-water.md'), 'utf8')
  expect(text).toContain('title: 喝热水能不能治病 #')
  expect(run('new', 'rumor', '另一个标题', 'hot-water')).toEqual({
    status: 1,
    said: 'content/rumors/hot-water.md 已经有了，没有动它。请换一个文件名。\n',
  })
  expect(readFileSync(join(copy, 'content/rumors/hot-water.md'), 'utf8')).toBe(text)
  expect(run('review')).toEqual({ status: 0, said: expect.stringContaining('\n  content/rumors/hot-water.md\n') })
})
