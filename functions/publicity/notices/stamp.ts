/** Makes a static page true at this minute: of what it says for each standing, only what holds now is left. */
import { readTimes, type Standing, standingAt } from './standing.ts'

/**
 * The page as it is at `now`, or nothing while it is not published.
 *
 * An element with `data-times` sets the standing for itself and what is inside; one with `data-when` stays only if the
 * standing is among the words it lists. Of the `data-one`s of a list with `data-take` the first few stay, and what has
 * `data-none` after it stays if there were none. `data-gate` stands where the times are the whole page's.
 */
export async function stamp(page: Response, now: number): Promise<string | undefined> {
  const around: Standing[] = []
  let [gate, room, kept] = [true, 0, 0]
  const rewriter = new HTMLRewriter()
    .on('[data-times]', {
      element(element) {
        const standing = standingAt(readTimes(element.getAttribute('data-times') ?? ''), now)
        around.push(standing)
        element.onEndTag(() => void around.pop())
        element.removeAttribute('data-times')
        if (element.hasAttribute('data-gate')) gate = standing !== 'unpublished'
      },
    })
    .on('[data-take]', {
      element(element) {
        room = Number(element.getAttribute('data-take'))
        kept = 0
        element.removeAttribute('data-take')
      },
    })
    .on('[data-when]', {
      element(element) {
        const one = element.hasAttribute('data-one')
        const holds = (element.getAttribute('data-when') ?? '').split(' ').includes(around.at(-1) ?? '')
        if (!holds || (one && kept >= room)) return void element.remove()
        if (one) kept += 1
        for (const name of ['data-when', 'data-one', 'hidden']) element.removeAttribute(name)
      },
    })
    .on('[data-none]', {
      element(element) {
        if (kept > 0) return void element.remove()
        for (const name of ['data-none', 'hidden']) element.removeAttribute(name)
      },
    })
  const text = await rewriter.transform(page).text()
  return gate ? text : undefined
}
