/** How the site looks among the apps of a phone (W3C Web Application Manifest). */
import type { APIRoute } from 'astro'
import { township } from '#forms/township.ts'
import { green, ground } from '../page/mark.ts'

export const GET: APIRoute = () =>
  new Response(
    JSON.stringify({
      id: '/',
      name: township.siteName,
      short_name: township.name.slice(0, 12),
      description: `${township.name}的防疫通知、返乡登记、辟谣和常用电话。`,
      lang: 'zh-CN',
      dir: 'ltr',
      start_url: '/',
      scope: '/',
      display: 'standalone',
      theme_color: green,
      background_color: ground,
      icons: [
        { src: '/icons/192.png', sizes: '192x192', type: 'image/png' },
        { src: '/icons/512.png', sizes: '512x512', type: 'image/png' },
        { src: '/icons/maskable.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
      ],
    }),
  )
