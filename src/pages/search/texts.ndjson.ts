/** The public texts, one a line, on their way into the index; functions/cli/search.ts takes the file out of the site again. */
import { texts } from '#src/content/search.ts'

export async function GET(): Promise<Response> {
  const lines = (await texts()).map((page) => `${JSON.stringify(page)}\n`)
  return new Response(lines.join(''), { headers: { 'content-type': 'application/x-ndjson' } })
}
