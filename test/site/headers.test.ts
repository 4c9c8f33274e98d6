import { expect, inject, it } from 'vitest'

it('a static page, a Worker page and an error carry the same headers', async () => {
  const url = inject('url')
  const answers = await Promise.all([
    fetch(`${url}/`),
    fetch(`${url}/forms/returnee/check`, { method: 'POST', body: new URLSearchParams({ name: '' }) }),
    fetch(`${url}/nowhere/`),
    fetch(`${url}/api/health`),
  ])
  expect(answers.map(({ status }) => status)).toEqual([200, 422, 404, 200])
  for (const { headers } of answers) {
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('content-security-policy')).toContain("base-uri 'none'")
    expect(headers.get('content-security-policy')).not.toContain('unsafe-inline')
  }
})
