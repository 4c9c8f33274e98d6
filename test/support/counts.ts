/** How many of something a test makes: as many as prove it in every run, or the large number that `npm run drill:counts` takes. */
export function counted({ tested, drilled }: { tested: number; drilled: number }): number {
  return process.env['COUNTS'] === 'drilled' ? drilled : tested
}
