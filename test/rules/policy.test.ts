import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { policyOf } from '#src/page/policy.ts'
import { scripts } from '#src/page/scripts.ts'

const named = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
const page = (body: string) => `<html><head><style>p{}</style></head><body>${body}</body></html>`

it('names the sheet of the head and our scripts, each where it stands in the page', () => {
  const policy = policyOf(page(`<script>${scripts.big}</script>`))
  expect(policy).toMatch(/^default-src 'none';/)
  expect(policy).toContain(`script-src 'self' ${named(scripts.big)};style-src 'self' ${named('p{}')}`)
  expect(policy).not.toContain(named(scripts.draft))
})
it('lets nothing run or be worn that somebody brought into the page', () => {
  const policy = policyOf(page('<script>alert(1)</script><style>p{color:red}</style>'))
  expect(policy).toContain(`;script-src 'self';style-src 'self' ${named('p{}')}`)
  expect(policy).not.toMatch(/unsafe|\*/)
})
