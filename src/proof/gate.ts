/** Stops a build before Astro reads wrong content, and says every mistake once, in our words only. */
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { sayMistakes } from './mistake.ts'
import { proofread } from './proofread.ts'

/** By this exit status a command knows that all has been said. */
const contentIsWrong = 3

export function gate(): AstroIntegration {
  return {
    name: 'proof',
    hooks: {
      'astro:config:setup': async ({ command, config }) => {
        if (command === 'preview') return
        const mistakes = await proofread(fileURLToPath(config.root))
        if (mistakes.length > 0) {
          process.stderr.write(`${sayMistakes(mistakes)}\n`)
          if (command !== 'dev') process.exit(contentIsWrong)
        }
      },
    },
  }
}
