// How the site is built: static pages by Astro, the Worker by the Cloudflare adapter.
import cloudflare from '@astrojs/cloudflare'
import { defineConfig } from 'astro/config'
import { builtOn } from './functions/cli/built-on.ts'
import { addressed } from './functions/cli/site-address.ts'
import { markdown } from './src/content/markdown.ts'
import { gate } from './src/proof/gate.ts'

// The oldest browsers that people here still carry.
const cssTarget = ['chrome79', 'safari13', 'ios13']

export default defineConfig({
  integrations: [gate()],
  output: 'static',
  adapter: cloudflare({ imageService: 'passthrough', prerenderEnvironment: 'node' }),
  session: false,
  trailingSlash: 'ignore',
  // Several pages at a time, because each waits for the disk.
  build: { inlineStylesheets: 'always', format: 'directory', concurrency: 8 },
  compressHTML: 'jsx',
  markdown: {
    processor: markdown(),
    syntaxHighlight: false,
  },
  // Foreign origins are refused in functions/web/same-origin.ts, before anything is stored; policies are made in src/page/policy.ts.
  security: { checkOrigin: false },
  devToolbar: { enabled: false },
  vite: {
    plugins: [builtOn(Date.now()), addressed(process.env.SITE)],
    define: { 'import.meta.env.STATIC_ONLY': false },
    // Neither workerd nor our log reads a source map.
    build: { cssTarget, sourcemap: false },
  },
})
