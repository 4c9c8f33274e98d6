// How the site is built: static pages by Astro, the Worker by the Cloudflare adapter.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import cloudflare from '@astrojs/cloudflare'
import { defineConfig } from 'astro/config'
import { builtOn } from './functions/cli/built-on.ts'
import { inline } from './src/inline.ts'
import { markdown } from './src/markdown.ts'
import { gate } from './src/proof/gate.ts'

// The hashes of src/scripts, which components/Script.astro prints into pages.
const scripts = new URL('src/scripts/', import.meta.url)
const hashes = readdirSync(scripts).map(
  (file) =>
    `sha256-${createHash('sha256')
      .update(inline(readFileSync(new URL(file, scripts), 'utf8')))
      .digest('base64')}`,
)

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
  // Foreign origins are refused in functions/guards.ts, before anything is stored.
  security: {
    checkOrigin: false,
    csp: {
      directives: [
        "default-src 'none'",
        "img-src 'self' data:",
        "media-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "worker-src 'self'",
      ],
      scriptDirective: { hashes },
    },
  },
  devToolbar: { enabled: false },
  vite: {
    plugins: [builtOn(Date.now())],
    define: { 'import.meta.env.STATIC_ONLY': false },
    // Neither workerd nor our log reads a source map.
    build: { cssTarget, sourcemap: false },
  },
})
