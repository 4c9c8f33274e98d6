/** Every page that only the Worker prints, as what a browser sends to see it. */
import type { Raw } from '#forms/page.ts'
import { encoded, looked, typed } from './typed.ts'

export interface Sent {
  name: string
  path: string
  raw: Raw
  status: number
  enctype?: 'text/plain'
}

/** What to send, in this order: the record is withdrawn last. Keeps one record on the site at `url`. */
export async function workerPages(url: string): Promise<Sent[]> {
  const raw = typed('returnee')
  const ask = async (path: string, fields: Raw) =>
    (await fetch(url + path, { method: 'POST', body: encoded(fields) })).text()
  const token = /name="token" value="([^"]+)"/.exec(await ask('/forms/returnee/check', raw))?.[1] ?? ''
  await looked()
  const kept = { ...raw, token: [token] }
  const number = /\d{4} \d{4} \d{4}/.exec(await ask('/forms/returnee/keep', kept))?.[0] ?? ''
  const key = { reference: [number], tail: [raw['phone']?.[0]?.slice(-4) ?? ''] }
  const pass = [/name="pass" value="([^"]+)"/.exec(await ask('/my/open', key))?.[1] ?? '']
  const leave = [/name="leave" value="([^"]+)"/.exec(await ask('/my/check-in', key))?.[1] ?? '']
  const well = { leave, well: ['yes'], 'p1.temperature': ['36.6'] }
  const wrong = { ...raw, phone: ['12'], arrival: [''], 'family.1.name': ['李'], more: [''] }
  return [
    { name: 'questions, all wrong', path: '/forms/returnee/check', raw: { filledBy: [''] }, status: 422 },
    { name: 'questions, some wrong', path: '/forms/returnee/check', raw: wrong, status: 422 },
    { name: 'questions, a row more', path: '/forms/returnee/check', raw: { ...raw, more: ['family'] }, status: 200 },
    { name: 'volunteer, all wrong', path: '/forms/volunteer/check', raw: { name: [''] }, status: 422 },
    { name: 'check', path: '/forms/returnee/check', raw, status: 200 },
    { name: 'check again', path: '/forms/returnee/keep', raw, status: 200 },
    { name: 'volunteer, check', path: '/forms/volunteer/check', raw: typed('volunteer'), status: 200 },
    { name: 'receipt', path: '/forms/returnee/keep', raw: kept, status: 200 },
    { name: 'door', path: '/my/open', raw: { reference: ['100000000008'], tail: ['0001'] }, status: 403 },
    { name: 'door, eight digits', path: '/my/open', raw: { reference: ['1234 5678'], tail: ['0001'] }, status: 422 },
    { name: 'door, empty', path: '/my/open', raw: { reference: [''], tail: [''] }, status: 422 },
    { name: 'record, masked', path: '/my/open', raw: key, status: 200 },
    { name: 'record, all', path: '/my/record', raw: { pass, show: ['all'] }, status: 200 },
    { name: 'correct', path: '/my/correct', raw: { pass }, status: 200 },
    { name: 'check-in, door', path: '/my/check-in', raw: { reference: ['100000000008'], tail: ['0001'] }, status: 403 },
    { name: 'door, eight digits', path: '/my/open', raw: { reference: ['1234 5678'], tail: ['0001'] }, status: 422 },
    { name: 'check-in, door without a number', path: '/my/check-in', raw: { tail: ['0001'] }, status: 422 },
    { name: 'check-in', path: '/my/check-in', raw: key, status: 200 },
    { name: 'check-in, wrong', path: '/my/check-in/send', raw: { leave, words: ['字'.repeat(101)] }, status: 422 },
    {
      name: 'check-in, fever and wrong',
      path: '/my/check-in/send',
      raw: { leave, 'p0.temperature': ['39'] },
      status: 422,
    },
    { name: 'checked in', path: '/my/check-in/send', raw: { ...well, 'p0.temperature': ['36.5'] }, status: 200 },
    { name: 'checked in, fever', path: '/my/check-in/send', raw: { ...well, 'p0.temperature': ['38.6'] }, status: 200 },
    { name: 'withdraw', path: '/my/withdraw', raw: { pass }, status: 200 },
    { name: 'withdrawn', path: '/my/withdraw', raw: { pass, sure: ['yes'] }, status: 200 },
    { name: 'gone', path: '/forms/returnee/keep', raw: kept, status: 410 },
    { name: 'forgotten', path: '/my/forget', raw: {}, status: 200 },
    { name: 'expired', path: '/my/record', raw: { pass }, status: 403 },
    { name: 'wrong type', path: '/forms/returnee/check', raw, enctype: 'text/plain', status: 415 },
  ]
}
