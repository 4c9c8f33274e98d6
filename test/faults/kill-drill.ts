/** `npm run drill:kill [seed]`: fifty kills, and what they did to what was acknowledged. */
import { randomInt } from 'node:crypto'
import { rounds } from './kill.ts'

const KILLS = 50

const found = await rounds(KILLS, Number(process.argv[2] ?? randomInt(2 ** 31)), console.log)
const { seed, acknowledged, stored, lost, halfWritten, ...rest } = found
console.log(`\nkills ${KILLS}, seed ${seed}`)
console.log(`acknowledged ${acknowledged}, stored ${stored}, lost ${lost}, half-written ${halfWritten}`)
console.log(`after the restart: ${JSON.stringify(rest)}`)
process.exitCode = lost + halfWritten + Object.values(rest).reduce((sum, n) => sum + n, 0) > 0 ? 1 : 0
