/** What Markdown leaves undone for Chinese public texts: bold beside Chinese punctuation, and phones that dial. */
import { satteri } from '@astrojs/markdown-satteri'
import { emphasised, features } from './tree.ts'

export const phone = /(0\d{2,3}-\d{7,8}|(?<!\d)1(?:20|10|2315|2345|2320|2356)(?!\d))/

/** Astro's own processor, taught Chinese. */
export function markdown(): ReturnType<typeof satteri> {
  const processor = satteri({ mdastPlugins: [dialled], features })
  return {
    ...processor,
    async createRenderer(shared) {
      const renderer = await processor.createRenderer(shared)
      return { ...renderer, render: (text, options) => renderer.render(emphasised(text), options) }
    },
  }
}

/** Landlines, and the national short numbers 120, 110, 12315, 12345, 12320 and 12356, become links that dial them. */
function dialled({ source }: { source: string }) {
  if (!phone.test(source)) return undefined
  const plugin: Exclude<NonNullable<Parameters<typeof satteri>[0]>['mdastPlugins'], undefined>[number] = {
    name: 'dialled',
    text(node, context) {
      if (!phone.test(node.value) || context.parent(node)?.type === 'link') return
      const parts = node.value.split(phone).map((value, index) => {
        const words = { type: 'text' as const, value }
        if (index % 2 === 0) return words
        const data = { hProperties: { class: 'number' } }
        return { type: 'link' as const, url: `tel:${value.replace('-', '')}`, children: [words], data }
      })
      context.replaceNode(node, parts)
    },
  }
  return plugin
}
