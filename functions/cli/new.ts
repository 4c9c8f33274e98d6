/** `npm run new -- notice "title" name`: writes the first version of a text, and never over another. */
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from '#src/proof/json.ts'
import { sayMistake, sayMistakes } from '#src/proof/mistake.ts'
import { root, stop } from './here.ts'

const { mistakes } = readJson(root)
if (mistakes.length > 0) stop(sayMistakes(mistakes))
// Only now: these read the township when they are loaded.
const { draft, exists, next } = await import('#src/writing/draft.ts')
const { wrongAlone } = await import('#src/proof/alone.ts')

const fileOf = (section: string, slug: string) => `content/${section}/${slug}.md`
const isThere = (section: string, slug: string) => existsSync(join(root, fileOf(section, slug)))

const made = draft(process.argv.slice(2), Date.now(), isThere)
if (typeof made === 'string') stop(made)
const { section, slug, text } = made
const file = fileOf(section, slug)
const wrong = wrongAlone(section, slug, text)
if (wrong.length > 0) stop(wrong.map(sayMistake).join('\n'))
if (isThere(section, slug)) stop(exists(file))
writeFileSync(join(root, file), text, { flag: 'wx' })
console.log(next(file, section))
