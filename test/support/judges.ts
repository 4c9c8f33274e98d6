/** Judges of documents by the schemas beside this file: each gives what is wrong, nothing where all is right. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { validateXML } from 'xmllint-wasm'
import { root } from '#cli/here.ts'
import { java } from '#cli/tools.ts'

const folder = join(import.meta.dirname, 'schemas')

/** By XML Schema, with libxml2: `cap-1.2` or `sitemap-0.9`. */
export async function byXsd(name: 'cap-1.2' | 'sitemap-0.9', xml: string): Promise<string[]> {
  const schema = readFileSync(join(folder, `${name}.xsd`), 'utf8')
  const { errors } = await validateXML({ xml, schema })
  return errors.map(({ message }) => message)
}

/** By the RELAX NG schema of Atom, with the Jing that comes inside the HTML checker. */
export function byAtom(...documents: string[]): string[] {
  const files = mkdtempSync(join(tmpdir(), 'shouwang-atom-'))
  const paths = documents.map((document, index) => {
    const path = join(files, `${index}.xml`)
    writeFileSync(path, document)
    return path
  })
  const jar = join(root, 'node_modules/vnu-jar/build/dist/vnu.jar')
  const jing = 'nu.validator.vendor.thaiopensource.relaxng.util.Driver'
  const { status, stdout, stderr } = spawnSync(java(), ['-cp', jar, jing, '-c', join(folder, 'atom.rnc'), ...paths], {
    encoding: 'utf8',
  })
  rmSync(files, { recursive: true })
  return status === 0 ? [] : (stdout + stderr).trim().split('\n')
}

/** By JSON Schema, with Ajv. */
export function bySchema(name: 'json-feed-1.1' | 'web-manifest' | 'linked-data', value: unknown): string[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false })
  formats.default(ajv)
  const valid = ajv.compile(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')))
  return valid(value) ? [] : (valid.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}
