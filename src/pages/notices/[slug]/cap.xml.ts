/** An urgent notice as a message of the Common Alerting Protocol. */
import type { APIRoute } from 'astro'
import { alert } from '#src/feeds/cap.ts'
import { warnings } from '#src/feeds/current.ts'
import type { Warned } from '#src/feeds/warnings.ts'
import { builtAt } from '#src/page/built.ts'

export const getStaticPaths = async () =>
  (await warnings()).map((notice) => ({ params: { slug: notice.slug }, props: { notice } }))

export const GET: APIRoute<{ notice: Warned }> = ({ props }) => new Response(alert(props.notice, builtAt))
