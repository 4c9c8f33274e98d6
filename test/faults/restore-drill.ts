/** `npm run drill:restore [records]`: a backup of 100,000 records, the machine lost, and what stands after restoring. */
import { build } from '#cli/build.ts'
import { drill } from './restore.ts'

build()
const { records, backupMs, restoreMs, ...wrong } = await drill(Number(process.argv[2] ?? 100_000), console.log)
console.log(`\nrecords ${records}, backup ${backupMs} ms, restore ${restoreMs} ms\n${JSON.stringify(wrong)}`)
process.exitCode = Object.values(wrong).some((n) => n > 0) ? 1 : 0
