/** /staff: the rooms of the desk. What comes before a session is asked for stands in session/ and devices/. */
import { Hono } from 'hono'
import type { App } from '#platform/context.ts'
import { devices } from './devices/desk.ts'
import { fromOurPage } from './door.ts'
import { people } from './people/desk.ts'
import { session } from './session/desk.ts'

export const desk = new Hono<App>()
desk.use(fromOurPage)
desk.route('/', session)
desk.route('/', devices)
desk.route('/', people)
