/** The text of our pages in the clothes of others: a minimal Astro page, and the GOV.UK template. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import nunjucks from 'nunjucks'
import { root } from '#cli/here.ts'

/** All text of a page, as bare elements: no class, no attribute but what a link or a field needs. */
export function bareText(html: string): string {
  const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)?.[1] ?? ''
  return body
    .replace(/<(script|svg|style)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<\/?main\b[^>]*>/g, '')
    .replace(/<(\/?)(\w+)([^>]*)>/g, (_, slash: string, name: string, attributes: string) => {
      const kept = attributes.match(/\b(href|type|name|value|for|id|action|method)="[^"]*"/g) ?? []
      return `<${[slash + name, ...kept].join(' ')}>`
    })
}

/** Builds one Astro page a text, with nothing else. Gives the folder to serve. */
export function minimalAstro(folder: string, texts: Record<string, string>): string {
  mkdirSync(join(folder, 'src/pages'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [name, text] of Object.entries(texts)) {
    const page = `---\nconst text = ${JSON.stringify(text)}\n---\n<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" /><title>${name}</title></head><body><main set:html={text} /></body></html>\n`
    writeFileSync(join(folder, 'src/pages', `${name}.astro`), page)
  }
  const astro = join(root, 'node_modules/astro/bin/astro.mjs')
  const built = spawnSync(process.execPath, [astro, 'build', '--silent'], { cwd: folder, stdio: 'inherit' })
  if (built.status !== 0) throw new Error('the minimal Astro pages did not build')
  return join(folder, 'dist')
}

const classes: [RegExp, string][] = [
  [/<h1\b/g, '<h1 class="govuk-heading-l"'],
  [/<h2\b/g, '<h2 class="govuk-heading-m"'],
  [/<p\b/g, '<p class="govuk-body"'],
  [/<ul\b/g, '<ul class="govuk-list govuk-list--bullet"'],
  [/<ol\b/g, '<ol class="govuk-list govuk-list--number"'],
  [/<a\b/g, '<a class="govuk-link"'],
  [/<label\b/g, '<label class="govuk-label"'],
  [/<select\b/g, '<select class="govuk-select"'],
  [/<button\b/g, '<button class="govuk-button"'],
  [/<input\b/g, '<input class="govuk-input"'],
]

/** The same texts in the template of govuk-frontend, with its style sheet, script and fonts as they are shipped. */
export function govuk(folder: string, texts: Record<string, string>): string {
  const frontend = join(root, 'node_modules/govuk-frontend/dist')
  mkdirSync(folder, { recursive: true })
  cpSync(join(frontend, 'govuk/assets'), join(folder, 'assets'), { recursive: true })
  for (const file of ['govuk-frontend.min.css', 'govuk-frontend.min.js'])
    cpSync(join(frontend, 'govuk', file), join(folder, file))
  const templates = new nunjucks.Environment(new nunjucks.FileSystemLoader(frontend))
  for (const [name, text] of Object.entries(texts)) {
    const content = classes.reduce((html, [tag, dressed]) => html.replace(tag, dressed), text)
    const page = templates.renderString(
      `{% extends "govuk/template.njk" %}
{% block head %}<link rel="stylesheet" href="/govuk-frontend.min.css">{% endblock %}
{% block content %}{{ content | safe }}{% endblock %}
{% block bodyEnd %}<script type="module" src="/govuk-frontend.min.js"></script>
<script type="module">import { initAll } from '/govuk-frontend.min.js'; initAll()</script>{% endblock %}`,
      { content, htmlLang: 'zh-CN' },
    )
    mkdirSync(join(folder, name), { recursive: true })
    writeFileSync(join(folder, name, 'index.html'), page)
  }
  return folder
}
