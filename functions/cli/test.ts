/** `npm test`: style, types and dead code, then every test; words after it go to the test runner. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { build } from './build.ts'
import { root, stop } from './here.ts'
import { age, browser, java, office, zbar } from './tools.ts'

const modules = join(root, 'node_modules')
const args = process.argv.slice(2)

if (args.length === 0) {
  say('2. Checking style, types and dead code')
  run('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '.'])
  run('astro/bin/astro.mjs', ['check', '--minimumFailingSeverity', 'hint'])
  run('knip/bin/knip.js', [])
}
say('3. Looking for a browser, Java, zbarimg, LibreOffice and age')
const env = { CHROMIUM: browser(), JAVA: java(), ZBAR: zbar(), OFFICE: office(), AGE: age() }
say('4. Building, then running the tests')
build()
run('vitest/vitest.mjs', ['run', '--config', 'test/vitest.config.ts', ...args], env)

function run(script: string, words: string[], more: Record<string, string> = {}): void {
  const done = spawnSync(process.execPath, [join(modules, script), ...words], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...more },
  })
  if (done.status !== 0) stop(`${script.split('/')[0]?.replace('@biomejs', 'biome')} found something, see above.`)
}

function say(sentence: string): void {
  console.log(sentence)
}
