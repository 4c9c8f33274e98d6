/** The log: one line of JSON, of fields that cannot hold what a person sent. Only this file writes to the console. */
import type { Context, MiddlewareHandler } from 'hono'
import { routePath } from 'hono/route'
import type { App, RequestContext } from '#platform/context.ts'
import type { Staff } from '#platform/principal.ts'
import type { Role } from '#platform/roles.ts'

// A text of this kind comes from this file alone: anybody else's string does not compile.
declare const checked: unique symbol
type Checked<ErrorKind extends string> = string & { readonly [checked]: ErrorKind }

/** Everything that a line may say. */
export interface LogLine {
  level: 'info' | 'error'
  /** Random; the answer carries it too, in `request-id`. */
  request: Checked<'id'> | undefined
  /** As it stands in the code, `/forms/:form/check`, never the address that was asked for. */
  route: Checked<'route'>
  method: (typeof methods)[number] | 'other'
  status?: number
  /** Milliseconds. */
  took?: number
  role?: Role | undefined
  staff?: Checked<'id'> | undefined
  error?: Kind
}

/** What can have failed, by kind and never by its words, which may quote a person's. */
type Kind = (typeof kinds)[number] | 'other'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
const kinds = [
  'Error',
  'TypeError',
  'RangeError',
  'SyntaxError',
  'OperationError',
  'DataError',
  'access-half-set: set ACCESS_TEAM and ACCESS_AUD',
] as const

/** Where the Worker is asked for every line, and not for failures alone. */
const EVERYTHING = 'all'

/** Middleware: a line for each request, where `LOG` asks for it. */
export const logged: MiddlewareHandler<App> = async (c, next) => {
  c.set('request', crypto.randomUUID())
  await next()
  c.res.headers.set('request-id', c.var.request)
  if (c.env.LOG !== EVERYTHING) return
  say({ level: 'info', ...about(c), status: c.res.status, took: Date.now() - c.var.now })
}

/** Tells the operator that something failed. */
export function failed(c: RequestContext, error: unknown): void {
  say({ level: 'error', ...about(c), error: kindOf(error) })
}

/** Writes one line. */
export function say(line: LogLine): void {
  if (line.level === 'error') console.error(JSON.stringify(line))
  else console.log(JSON.stringify(line))
}

// Nobody is signed in on most routes, and what fails early has no number yet.
function about(c: RequestContext<{ staff?: Staff }>) {
  const { staff, request } = c.var as Partial<typeof c.var>
  return {
    request: idOf(request),
    route: routePath(c as unknown as Context) as Checked<'route'>,
    method: methods.find((method) => method === c.req.method) ?? 'other',
    role: staff?.role,
    staff: idOf(staff?.id),
  } as const
}

function idOf(id: string | undefined): Checked<'id'> | undefined {
  return id && /^[\w-]{22,36}$/.test(id) ? (id as Checked<'id'>) : undefined
}

function kindOf(error: unknown): Kind {
  const name = error instanceof Error ? error.name : error
  return kinds.find((kind) => kind === name) ?? 'other'
}
