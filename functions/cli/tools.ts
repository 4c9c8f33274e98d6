/** Programs that the tests need and npm does not bring: a browser, Java for the HTML checker, a reader of QR codes, a spreadsheet, age, a font for the pictures. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'
import { root, stop } from './here.ts'

/**
 * The path of a Chromium: the one of `CHROMIUM`, the shell without a window, which prints fifteen times as fast, the
 * system's, or one that is installed now.
 */
export function browser(): string {
  const shell = () => found('chromium-headless-shell')
  return (
    process.env['CHROMIUM'] ??
    shell() ??
    installed('chromium-headless-shell', shell) ??
    found('chromium', 'chromium-browser', 'google-chrome') ??
    downloaded() ??
    stop('No Chromium was found and none could be installed; set CHROMIUM to the path of one.')
  )
}

/** The path of a Java runtime: the system's, or Debian's installed now. */
export function java(): string {
  return (
    found('java') ??
    installed('default-jre-headless', () => found('java')) ??
    stop('No Java was found and none could be installed; the HTML checker needs Java 11 or newer.')
  )
}

/** The path of zbarimg, which reads QR codes: the system's, or Debian's installed now. */
export function zbar(): string {
  return (
    found('zbarimg') ??
    installed('zbar-tools', () => found('zbarimg')) ??
    stop('No zbarimg was found and none could be installed; the tests read the QR codes of posters with it.')
  )
}

/** The path of LibreOffice's Calc, which opens what we export: the system's, or Debian's installed now. */
export function office(): string {
  return (
    found('soffice', 'libreoffice') ??
    installed('libreoffice-calc-nogui', () => found('soffice')) ??
    stop('No LibreOffice was found and none could be installed; the tests open exported files with it.')
  )
}

/** The path of age, which opens a backup without us: the system's, or Debian's installed now. */
export function age(): string {
  return (
    found('age') ??
    installed('age', () => found('age')) ??
    stop('No age was found and none could be installed; the tests open a backup with it.')
  )
}

/** Makes sure that Chinese is drawn as signs and not as boxes. */
export function chineseFont(): void {
  const listed = () => spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout?.trim() || undefined
  if (!listed() && !installed('fonts-noto-cjk', listed)) stop('No Chinese font was found and none could be installed.')
}

function found(...names: string[]): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return names.flatMap((name) => folders.map((folder) => join(folder, name + suffix))).find((path) => existsSync(path))
}

// As root, or where sudo asks nothing.
function installed(debianPackage: string, look: () => string | undefined): string | undefined {
  if (!found('apt-get')) return undefined
  console.log(`   Installing Debian's ${debianPackage}`)
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', debianPackage]]) {
    const [command = '', ...args] = [...sudo, 'apt-get', '-qq', ...step]
    spawnSync(command, args, { stdio: 'ignore', env })
  }
  return look()
}

function downloaded(): string | undefined {
  console.log('   Downloading Chromium by Playwright')
  spawnSync(
    process.execPath,
    [join(root, 'node_modules/playwright-core/cli.js'), 'install', 'chromium-headless-shell'],
    { stdio: 'ignore' },
  )
  const path = chromium.executablePath()
  return existsSync(path) ? path : undefined
}
