import { env } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { checked, looked, post, typed } from '../../support/app.ts'

describe('POST /forms/:form', () => {
  it('keeps a complete form and thanks for it', async () => {
    const ready = await checked()
    await looked()
    const { status, view } = await post('/forms/returnee/keep', ready)
    expect(status).toBe(200)
    expect(view).toMatchObject({ page: 'receipt', village: 'liuxi' })
    expect(view.reference).toMatch(/^[1-9]\d{11}$/)
    const row = await env.DB.prepare('SELECT form, village, people FROM submission').first()
    expect(row).toEqual({ form: 'returnee', village: 'liuxi', people: 2 })
  })
  it('brings an empty form back with what is wrong', async () => {
    const { status, view } = await post('/forms/returnee/check', {})
    expect(status).toBe(422)
    expect(view.errors.name).toBe('请填写返乡人姓名')
    expect(typed().name).toEqual(['张示例'])
  })
})
