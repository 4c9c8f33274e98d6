/** /sw.js: the worker of this build with its list of pages; with `"offline": false` in township.json, one that removes itself. */
import { getEntry } from 'astro:content'
import { township } from '#forms/township.ts'
import { standingAt } from '#publicity/notices/standing.ts'
import { notices } from '../content/notices.ts'
import gone from '../offline/gone.js?raw'
import worker from '../offline/worker.js?raw'
import { builtAt } from '../page/built.ts'

// A browser that has a worker asks for this address at each visit by itself, so the one that removes itself needs no page's help.
export async function GET(): Promise<Response> {
  return new Response(township.offline ? `${await said()}\n${worker}` : gone, {
    headers: { 'content-type': 'text/javascript; charset=utf-8' },
  })
}

async function said(): Promise<string> {
  const newest = (await notices()).filter(({ times }) => standingAt(times, builtAt) === 'effective').slice(0, 5)
  const fever = (await getEntry('knowledge', 'fever')) ? ['/knowledge/fever/'] : []
  const ahead = ['/offline/', '/', '/people/', ...fever, ...newest.map(({ href }) => href)]
  return `const build = ${builtAt}\nconst ahead = ${JSON.stringify(ahead)}`
}
