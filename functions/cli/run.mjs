/**
 * Runs one of our commands: `node functions/cli/run.mjs start`. Plain JavaScript, because it must run on the Node
 * that is there (20 or newer) before anything is installed; the command itself runs on the Node of package.json.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const stamp = join(root, 'node_modules', '.installed')
const windows = process.platform === 'win32'
const node = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node')

const [command = '', ...args] = process.argv.slice(2)
if (Number(process.versions.node.split('.')[0]) < 20)
  stop(`Node 20 or newer is needed; this is ${process.versions.node}.`)
if (!existsSync(join(root, 'functions', 'cli', `${command}.ts`))) stop(`There is no command "${command}".`)
install()

const child = spawn(
  node,
  ['--disable-warning=ExperimentalWarning', join(root, 'functions', 'cli', `${command}.ts`), ...args],
  {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      ASTRO_TELEMETRY_DISABLED: '1',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      WRANGLER_SEND_METRICS: 'false',
    },
  },
)
// Ctrl-C reaches the child by itself; here it must only not kill us before the child has closed its database.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => signal === 'SIGTERM' && child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))

function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
  if (existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.error('1. Installing what package-lock.json names (a minute or two, once)')
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    shell: windows,
    encoding: 'utf8',
  })
  if (npm.error) stop('npm was not found; it comes with Node.')
  if (npm.status !== 0) {
    const reason = /^npm error (?!code|A complete log|errno|syscall)(.+)$/m.exec(npm.stderr)?.[1] ?? 'npm ci failed'
    stop(`Installing failed: ${reason}. Is the npm registry within reach?`)
  }
  if (!existsSync(node))
    stop('npm did not install its own Node; are install scripts switched off (npm config get ignore-scripts)?')
  writeFileSync(stamp, wanted)
}

function stop(sentence) {
  console.error(sentence)
  process.exit(1)
}
