import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '#cli/here.ts'
import { url } from '../support/served.ts'

it.each([
  ['a static page', () => fetch(`${url}/`), 200],
  [
    'a page of the Worker',
    () => fetch(`${url}/forms/returnee/check`, { method: 'POST', body: new URLSearchParams() }),
    422,
  ],
  ['a refusal', () => fetch(`${url}/my/open`, { method: 'POST', body: '{}' }), 415],
  ['a public page of the Worker', () => fetch(`${url}/transparency/`), 200],
  ['a page that is not there', () => fetch(`${url}/nowhere/`), 404],
  ['the page that prints views, asked for by itself', () => fetch(`${url}/view`), 404],
  ['and the one that prints the desk', () => fetch(`${url}/desk`), 404],
  ['a short way', () => fetch(`${url}/fx`, { redirect: 'manual' }), 302],
  ['an answer to a program', () => fetch(`${url}/api/health`), 200],
  ['a HEAD', () => fetch(`${url}/my/`, { method: 'HEAD' }), 200],
])('%s carries every header', async (_, ask, status) => {
  const { headers, status: answered } = await ask()
  expect(answered).toBe(status)
  expect(headers.get('strict-transport-security')).toContain('max-age=63072000')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(headers.get('permissions-policy')).toContain('geolocation=()')
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  expect(headers.get('content-security-policy')).toContain("base-uri 'none'")
})

it('nothing runs or looks on a page but what its policy names by hash', async () => {
  const page = await (await fetch(`${url}/forms/returnee/`)).text()
  const policy = /http-equiv="content-security-policy" content="([^"]+)"/.exec(page)?.[1] ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self' 'sha256-")
  expect(policy).not.toContain('unsafe')
  const answer = await fetch(`${url}/forms/returnee/check`, { method: 'POST', body: new URLSearchParams() })
  expect(answer.headers.get('content-security-policy')).toContain("style-src 'self' 'sha256-")
  expect(answer.headers.get('cache-control')).toBe('private, no-cache')
})

it('every page of the build begins with its policy, before anything that it speaks of', () => {
  const pages = globSync('dist/client/**/*.html', { cwd: root })
  expect(pages.length).toBeGreaterThan(100)
  const begins = /^<!DOCTYPE html><html[^>]*><head><meta charset="utf-8"><meta http-equiv="content-security-policy" /
  expect(pages.filter((page) => !begins.test(readFileSync(join(root, page), 'utf8')))).toEqual([])
})

it('a page that has not changed since keeps the policy it came with', async () => {
  const again = async () => {
    const first = await fetch(`${url}/notices/`)
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' }
    return { first, second: await fetch(`${url}/notices/`, { headers, cache: 'no-store' }) }
  }
  // At the turn of a minute a page is another one.
  await expect.poll(async () => (await again()).second.status).toBe(304)
  const { first, second } = await again()
  for (const name of ['content-security-policy', 'cache-control'])
    expect(second.headers.get(name)).toBe(first.headers.get(name))
})
