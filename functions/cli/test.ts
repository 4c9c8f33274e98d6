/** `npm test`: style, types and dead code beside every test; words after it go to the test runner. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.ts'
import { root, stop } from './here.ts'
import { age, browser, chineseFont, java, office, zbar } from './tools.ts'

// `npm run test:fast`: what a change to a rule or to the Worker needs while it is written.
const FAST = '--fast'
const [fast, args] = [process.argv[2] === FAST, process.argv.slice(2).filter((word) => word !== FAST)]
const modules = join(root, 'node_modules')
// Programs of ours that are started often need not be read anew each time.
const cache = { NODE_COMPILE_CACHE: join(modules, '.cache/compiled') }
const found: string[] = []

console.log(`2. Looking for ${fast ? '' : 'a browser, Java, zbarimg, age, a Chinese font and '}LibreOffice`)
const tools = fast ? { OFFICE: office() } : everything()
console.log('3. Checking style, types and dead code, and running the tests')
// The first stands beside the build; the second would write where the build does, and comes after it.
const checks = args.length === 0 ? checked() : undefined
if (!fast) build()
const only = fast ? ['--project', 'rules', '--project', 'functions'] : []
const tests = await run('vitest/vitest.mjs', ['run', '--config', 'test/vitest.config.ts', ...only, ...args], true)
await checks
if (tests !== 0) found.push('vitest')
if (found.length > 0) stop(`${found.join(', ')} found something, see above.`)

/** What the tests of the whole site need beside Node. */
function everything(): Record<string, string> {
  chineseFont()
  return { CHROMIUM: browser(), JAVA: java(), ZBAR: zbar(), OFFICE: office(), AGE: age() }
}

/** One check after the other, beside the tests. */
async function checked(): Promise<void> {
  for (const [script, ...words] of [
    ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
    ['astro/bin/astro.mjs', 'check', '--minimumFailingSeverity', 'hint'],
    ['knip/bin/knip.js'],
  ] as const) {
    if ((await run(script, words, false)) !== 0) found.push(script.split('/')[0]?.replace('@biomejs', 'biome') ?? '')
  }
}

/** Runs one of our modules and gives its status. What a check says is shown in one piece, since it speaks between the tests. */
function run(script: string, words: readonly string[], live: boolean): Promise<number | null> {
  const child = spawn(process.execPath, [join(modules, script), ...words], {
    cwd: root,
    stdio: live ? 'inherit' : ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...cache, ...tools },
  })
  const said: Buffer[] = []
  child.stdout?.on('data', (part) => said.push(part))
  child.stderr?.on('data', (part) => said.push(part))
  return new Promise((resolve) =>
    child.on('close', (status) => {
      if (said.length > 0) process.stdout.write(`\n${Buffer.concat(said)}\n`)
      resolve(status)
    }),
  )
}
