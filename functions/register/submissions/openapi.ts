/** /api/openapi.json, OpenAPI 3.1, derived from the forms. */
import { z } from 'zod'
import { schemaOf } from '#forms/check.ts'
import type { Context } from '#forms/field.ts'
import type { Form } from '#forms/form.ts'
import { forms } from '#forms/index.ts'
import { sample } from '#forms/sample.ts'
import { township } from '#forms/township.ts'

/** The description of the API on the day of `context`. */
export function openapi(context: Context) {
  const each = Object.values(forms).map((form) => [`/api/forms/${form.slug}`, { post: posting(form, context) }])
  return {
    openapi: '3.1.0',
    info: { title: township.siteName, version: '1.0.0', license: { name: 'MIT', identifier: 'MIT' } },
    servers: [{ url: township.url }],
    security: [],
    paths: {
      ...Object.fromEntries(each),
      '/api/health': {
        get: {
          operationId: 'health',
          summary: 'Whether the database answers',
          responses: { 200: json('It does', okSchema), 503: json('It does not', okSchema) },
        },
      },
    },
  }
}

const okSchema = { type: 'object', required: ['ok'], properties: { ok: { type: 'boolean' } } }
const referenceSchema = {
  type: 'object',
  required: ['reference'],
  properties: {
    reference: { type: 'string', pattern: '^\\d{12}$' },
    call: {
      type: 'object',
      description: 'Only where the answers tell of a fever or the like: whom to call now, to be shown to the person',
      required: ['say', 'name', 'phone'],
      properties: { say: { type: 'string' }, name: { type: 'string' }, phone: { type: 'string' } },
    },
  },
}
const errorsSchema = {
  type: 'object',
  required: ['errors'],
  properties: {
    errors: {
      type: 'object',
      description: 'One sentence for each wrong answer, by its path',
      additionalProperties: { type: 'string' },
    },
  },
}
const errorSchema = { type: 'object', required: ['error'], properties: { error: { type: 'string' } } }

function posting(form: Form, context: Context) {
  const { $schema: _, ...schema } = z.toJSONSchema(schemaOf(form, context), { io: 'input' })
  return {
    operationId: `keep-${form.slug}`,
    summary: form.title,
    description: form.who,
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        description: 'The same key and answers give the same number; the same key with other answers is refused',
        schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{16,64}$' },
      },
    ],
    requestBody: { required: true, content: { 'application/json': { schema, example: sample(form, context) } } },
    responses: {
      201: json('Kept', referenceSchema),
      400: json('Not JSON', errorSchema),
      403: {
        description: 'Sent by a browser from a page of another site: a page, not JSON',
        content: { 'text/html': { schema: { type: 'string' } } },
      },
      405: json('Not POST; Allow says so', errorSchema),
      408: json('The body took longer than five seconds', errorSchema),
      410: json('Kept before and withdrawn since', errorSchema),
      413: json('Larger than 16 KB', errorSchema),
      415: json('Not application/json', errorSchema),
      422: json('Wrong answers, or no answers by their names at all, whose path is empty', errorsSchema),
      503: json('The database is away', errorSchema),
    },
  }
}

function json(description: string, schema: object) {
  return { description, content: { 'application/json': { schema } } }
}
