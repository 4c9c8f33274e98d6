import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Job, jobs, tick } from '#jobs.ts'

const HOUR = 3_600_000
let ran: [name: string, due: number][] = []

function job(name: string, more: Partial<Job> = {}): Job {
  return { name, everyMs: HOUR, run: async (_env, _vault, due) => ran.push([name, due]), ...more }
}

beforeEach(async () => {
  ran = []
  await env.DB.prepare('DELETE FROM job_run').run()
})

describe('the timer', () => {
  it('does once what is due, however often and at whatever moment it comes', async () => {
    const hourly = [job('hourly')]
    await Promise.all(Array.from({ length: 20 }, (_, i) => tick(env, 10 * HOUR + i, hourly)))
    await tick(env, 11 * HOUR - 1, hourly)
    expect(ran).toEqual([['hourly', 10 * HOUR]])
    await tick(env, 11 * HOUR, hourly)
    expect(ran).toHaveLength(2)
  })
  it('after a gap does each that was missed, oldest first, or the latest for all', async () => {
    const both = [job('each', { each: true }), job('latest')]
    await tick(env, 10 * HOUR, both)
    ran = []
    await tick(env, 14 * HOUR + 5, both)
    expect(ran).toEqual([...[11, 12, 13, 14].map((hour) => ['each', hour * HOUR]), ['latest', 14 * HOUR]])
    await tick(env, 200 * HOUR, both)
    await tick(env, 200 * HOUR + 1, both)
    await tick(env, 200 * HOUR + 2, both)
    await tick(env, 200 * HOUR + 3, both)
    const each = ran.filter(([name]) => name === 'each').map(([, due]) => due / HOUR)
    expect(each).toEqual(Array.from({ length: 190 }, (_, i) => i + 11))
  })
  it('comes back to what failed, keeps the order, and lets others have their turn', async () => {
    let broken = true
    const failing = job('failing', {
      each: true,
      run: async (_env, _vault, due) => {
        if (broken && due === 11 * HOUR) throw new Error('broken')
        ran.push(['failing', due])
      },
    })
    await tick(env, 10 * HOUR, [failing])
    await expect(tick(env, 12 * HOUR, [failing, job('other')])).rejects.toThrow('a job failed')
    expect(ran).toEqual([
      ['failing', 10 * HOUR],
      ['other', 12 * HOUR],
    ])
    broken = false
    await tick(env, 12 * HOUR + 1, [failing])
    expect(ran.slice(2)).toEqual([
      ['failing', 11 * HOUR],
      ['failing', 12 * HOUR],
    ])
  })
  it('goes back to the very first run where that one failed', async () => {
    const failing = job('first', { each: true, run: () => Promise.reject(new Error('broken')) })
    await expect(tick(env, 10 * HOUR, [failing])).rejects.toThrow('a job failed')
    await tick(env, 12 * HOUR, [job('first', { each: true })])
    expect(ran.map(([, due]) => due / HOUR)).toEqual([10, 11, 12])
  })
  it('takes up after ten minutes what was cut off', async () => {
    const cut = job('cut', { run: () => new Promise(() => undefined) })
    void tick(env, 10 * HOUR, [cut])
    await expect.poll(() => env.DB.prepare('SELECT count(*) AS n FROM job_run').first('n')).toBe(1)
    await tick(env, 10 * HOUR + 9 * 60_000, [job('cut')])
    expect(ran).toEqual([])
    await tick(env, 10 * HOUR + 10 * 60_000, [job('cut')])
    expect(ran).toEqual([['cut', 10 * HOUR]])
  })
  it('does nothing twice where the clock is set back, and forgets runs of long ago', async () => {
    await tick(env, 10 * HOUR, [job('hourly')])
    await tick(env, 5 * HOUR, [job('hourly')])
    expect(ran).toHaveLength(1)
    await tick(env, 2000 * HOUR, [job('hourly')])
    expect(await env.DB.prepare('SELECT count(*) AS n FROM job_run').first('n')).toBe(1)
  })
  it('has jobs of different names, each of which can run on an empty database', async () => {
    expect(new Set(jobs.map(({ name }) => name)).size).toBe(jobs.length)
    await tick(env, Date.now())
    expect(await env.DB.prepare('SELECT count(*) AS n FROM job_run WHERE done_at IS NOT NULL').first('n')).toBe(
      jobs.length,
    )
  })
})
