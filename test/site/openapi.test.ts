import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, it } from 'vitest'
import { forms } from '#forms/index.ts'
import { url } from '../support/served.ts'

it('the API describes itself in valid OpenAPI 3.1, derived from the forms', async () => {
  const answer = await fetch(`${url}/api/openapi.json`)
  // biome-ignore lint/suspicious/noExplicitAny: the validator says whether the shape is right
  const description = (await answer.json()) as any
  const { valid, errors } = await new Validator().validate(description)
  expect(errors).toBeUndefined()
  expect(valid).toBe(true)
  expect(description.openapi).toBe('3.1.0')
  for (const [slug, form] of Object.entries(forms)) {
    const { post } = description.paths[`/api/forms/${slug}`]
    const { schema } = post.requestBody.content['application/json']
    const names = form.sections.flatMap(({ fields }) => Object.keys(fields))
    expect(Object.keys(schema.properties)).toEqual(names)
    expect(schema.properties.phone.title).toBe('手机号')
  }
})
