/** `npm run drill:forged`: ten thousand made-up ways into the desk, of which `npm test` tries six hundred. */
import process from 'node:process'

process.env['ATTEMPTS'] = '10000'
process.argv.push('test/faults/forged.test.ts')
await import('#cli/test.ts')
