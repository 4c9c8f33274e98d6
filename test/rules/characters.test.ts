/** What the search knows of characters is what the libraries say today. */
import { expect, it } from 'vitest'
import { charactersNow } from '#cli/characters.ts'
import kept from '#publicity/search/characters.json' with { type: 'json' }

it('the kept table is the one that `npm run characters` makes', () => {
  const made = charactersNow()
  expect(made).toEqual(kept)
  expect([...Object.values(made.sounds).join('')].length).toBeGreaterThan(6763)
})
