/** /transparency/: for anybody, how many records there are, and the head of the audit's chain. */
import { Hono } from 'hono'
import { dayAt } from '#platform/clock.ts'
import type { App } from '#platform/context.ts'
import { keptUntil } from '#register/submissions/kept-until.ts'
import { boundsAt } from '#retention/bounds.ts'
import { firstToEnd } from '#retention/store/keeping.ts'
import { reportUnavailable } from '#web/error-page.ts'
import { type Numbers, numbers } from './store.ts'
import type { Shown, TransparencyView } from './view.ts'

// Under five a number might tell who: in a small village people know who came home.
const FEWEST_SHOWN = 5

export const transparency = new Hono<App>()

transparency.get('/', async (c) => {
  const view: TransparencyView = { page: 'transparency', now: c.var.now }
  try {
    const next = firstToEnd(c.env.DB, boundsAt(dayAt(c.var.now))).first<string>('last')
    const [said, last] = await Promise.all([numbers(c.env.DB), next])
    const found = { ...shownOf(said), ...(last && { nextPurge: keptUntil(last) }) }
    c.header('cache-control', 'public, max-age=300')
    return c.render({ ...view, numbers: found })
  } catch (error) {
    reportUnavailable(c, error)
    return c.render({ ...view, status: 503 })
  }
})

function shownOf({ kept, withdrawn, purged, block, backupAt }: Numbers): NonNullable<TransparencyView['numbers']> {
  return {
    kept: shown(kept),
    withdrawn: shown(withdrawn),
    purged: shown(purged),
    ...(block && { block: { n: block.n, lines: block.last, at: block.at, head: block.head } }),
    ...(backupAt !== undefined && { backupAt }),
  }
}

function shown(count: number): Shown {
  return count < FEWEST_SHOWN ? 'few' : count
}
