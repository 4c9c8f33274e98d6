/** `npm run recovery-key`: makes the key pair of the backups, shows its private half once and keeps the public one. */
import { existsSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { recoveryFile } from './backup/kept.ts'
import { newRecovery } from './backup/recovery.ts'
import { stop } from './here.ts'

const { replace } = parseArgs({ options: { replace: { type: 'boolean' } } }).values
if (existsSync(recoveryFile) && !replace)
  stop(
    `There is a recovery key in ${recoveryFile}; say --replace for another one. Earlier backups need the earlier key.`,
  )
const { recipient, identity } = await newRecovery()
writeFileSync(recoveryFile, `${recipient}\n`, { mode: 0o600 })
console.log(`Public half, in ${recoveryFile} (elsewhere: SHOUWANG_RECOVERY):\n\n  ${recipient}\n`)
console.log(
  `Private half. It is shown this once and kept nowhere. Print it, and put it into the town's safe:\n\n  ${identity}`,
)
