/** `npm start` says in one sentence what is wrong, and stops clean. */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import { township } from '#forms/township.ts'

const folder = mkdtempSync(join(tmpdir(), 'shouwang-start-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(root, 'functions/cli/start.ts')], {
    env: {
      ...process.env,
      SHOUWANG_DATA: join(folder, 'data'),
      SHOUWANG_SECRETS: join(folder, 'secrets.json'),
      ...env,
    },
  })
  let [said, complained] = ['', '']
  child.stdout.on('data', (text) => (said += text))
  child.stderr.on('data', (text) => (complained += text))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  return { child, ended, said: () => said, complained: () => complained }
}

it('serves, says where without noise, stops on Ctrl-C, and keeps its secrets for the next time', async () => {
  const first = start({ PORT: '0' })
  await expect.poll(first.said, { timeout: 30_000 }).toContain('Stop with Ctrl-C')
  const address = /http:\/\/localhost:\d+\//.exec(first.said())?.[0] ?? ''
  expect(first.said()).toContain(`Papers, QR codes, feeds and invitations say ${township.url}.\nNo phone gets there.`)
  expect((await fetch(address)).status).toBe(200)
  const secrets = readFileSync(join(folder, 'secrets.json'), 'utf8')
  first.child.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expect(first.complained()).toBe('')
  await expect(fetch(address)).rejects.toThrow()

  const second = start({ PORT: '0' })
  await expect.poll(second.said, { timeout: 30_000 }).toContain('Stop with Ctrl-C')
  second.child.kill('SIGINT')
  expect(await second.ended).toBe(0)
  expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toBe(secrets)
})

it('a port that is taken is named, with the way out', async () => {
  const taken: Server = createServer()
  const port = await new Promise<number>((resolve) =>
    taken.listen(0, '127.0.0.1', () => resolve((taken.address() as { port: number }).port)),
  )
  const { ended, complained } = start({ PORT: String(port) })
  expect(await ended).toBe(1)
  expect(complained()).toBe(`Port ${port} is taken, perhaps by an earlier start; try PORT=${port + 1} npm start.\n`)
  taken.close()
})

it.each([
  ['PORT', { PORT: 'eight' }, /^PORT must be a number/],
  [
    'a broken secrets file',
    { PORT: '0', SHOUWANG_SECRETS: join(folder, 'broken.json') },
    /is not readable JSON; restore it/,
  ],
  [
    'a short secret',
    { PORT: '0', SHOUWANG_SECRETS: join(folder, 'short.json') },
    /secret SEAL_KEYS is missing or is not base64/,
  ],
])('%s stops the start with what to set', async (_, env, sentence) => {
  writeFileSync(join(folder, 'broken.json'), '{')
  writeFileSync(join(folder, 'short.json'), '{"SEAL_KEYS":"1:abc"}')
  const { ended, complained } = start(env)
  expect(await ended).toBe(1)
  expect(complained()).toMatch(sentence)
  expect(complained().trim().split('\n')).toHaveLength(1)
})
