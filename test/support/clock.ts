/** The clock of the tests that run in the Worker. */
import { vi } from 'vitest'

const DAY_MS = 86_400_000
let days = 0

/** The shortest that a person looks at 请核对, see functions/register/submissions/token.ts, without waiting for it. */
export function looked(): void {
  pass(1100)
}

/** A day on which this instance of the Worker, which serves one file of tests after the other, was not asked yet. */
export function unseenDay(): void {
  days += 1000
  pass(days * DAY_MS)
}

function pass(ms: number): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + ms })
}
