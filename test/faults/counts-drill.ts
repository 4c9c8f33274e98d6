/** `npm run drill:counts`: the tests that count fevers, guesses, pages and moments, in large numbers. */
import process from 'node:process'

process.env['COUNTS'] = 'drilled'
process.argv.push(
  ...['functions/audit/unwritten', 'functions/protection', 'functions/publicity/search/many'],
  ...['functions/retention/simulation', 'rules/observation/calendar'],
)
await import('#cli/test.ts')
