/** The collections of `content/`, one for each section; a wrong entry stops the build with its file, field and reason. */
import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { type Section, sections } from './content/sections.ts'

const from = (folder: Section) => glob({ pattern: '*.md', base: `./content/${folder}`, retainBody: false })

// Astro takes the types of entries from these lines, so they are not made in a loop; one that lacks does not compile.
const { notices, knowledge, rumors } = sections
export const collections = {
  notices: defineCollection({ loader: from('notices'), schema: notices.schema }),
  knowledge: defineCollection({ loader: from('knowledge'), schema: knowledge.schema }),
  rumors: defineCollection({ loader: from('rumors'), schema: rumors.schema }),
} satisfies Record<Section, unknown>
