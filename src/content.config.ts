/** The three collections of `content/`; a wrong entry stops the build with its file, field and reason. */
import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { knowledge } from './content/entries/knowledge.ts'
import { notice } from './content/entries/notice.ts'
import { rumor } from './content/entries/rumor.ts'

const from = (folder: string) => glob({ pattern: '*.md', base: `./content/${folder}`, retainBody: false })

export const collections = {
  notices: defineCollection({ loader: from('notices'), schema: notice }),
  knowledge: defineCollection({ loader: from('knowledge'), schema: knowledge }),
  rumors: defineCollection({ loader: from('rumors'), schema: rumor }),
}
