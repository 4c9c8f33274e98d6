import { expect, it } from 'vitest'
import { newReference, readReference } from '#register/submissions/reference.ts'

const references = Array.from({ length: 200 }, newReference)

it('is twelve digits that do not begin with 0, and reads itself', () => {
  for (const reference of references) {
    expect(reference).toMatch(/^[1-9]\d{11}$/)
    expect(readReference(reference)).toBe(reference)
  }
  expect(new Set(references).size).toBe(200)
})

it('notices every single wrong digit', () => {
  for (const reference of references) {
    for (const [place, digit] of [...reference].entries()) {
      for (const other of '0123456789'.replace(digit, '')) {
        expect(readReference(reference.slice(0, place) + other + reference.slice(place + 1))).toBeUndefined()
      }
    }
  }
})

it('notices every swap of neighbours', () => {
  for (const reference of references) {
    for (let place = 0; place < 11; place += 1) {
      const [a = '', b = ''] = reference.slice(place, place + 2)
      if (a !== b) expect(readReference(reference.slice(0, place) + b + a + reference.slice(place + 2))).toBeUndefined()
    }
  }
})
