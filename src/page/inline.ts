/** A script of src/scripts as it stands in a page: without the comments, which are for who reads the file. */
export function inline(source: string): string {
  return source.replace(/^\s*\/\/.*\n/gm, '')
}
