/** The message that takes an urgent notice back, where there is one. */
import type { APIRoute } from 'astro'
import { cancel } from '#src/feeds/cap.ts'
import { warnings } from '#src/feeds/current.ts'
import { builtAt } from '#src/page/built.ts'

export const getStaticPaths = async () =>
  (await warnings()).flatMap((notice) => {
    const message = cancel(notice, builtAt)
    return message ? [{ params: { slug: notice.slug }, props: { message } }] : []
  })

export const GET: APIRoute<{ message: string }> = ({ props }) => new Response(props.message)
