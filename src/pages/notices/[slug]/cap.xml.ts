/** An urgent notice as a message of the Common Alerting Protocol. */
import type { APIRoute } from 'astro'
import { builtAt } from '../../../built.ts'
import { alert } from '../../../feeds/cap.ts'
import { warnings } from '../../../feeds/current.ts'
import type { Warned } from '../../../feeds/warnings.ts'

export const getStaticPaths = async () =>
  (await warnings()).map((notice) => ({ params: { slug: notice.slug }, props: { notice } }))

export const GET: APIRoute<{ notice: Warned }> = ({ props }) => new Response(alert(props.notice, builtAt))
