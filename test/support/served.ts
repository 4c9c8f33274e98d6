/** Where the site of this worker of the runner is: tests that run side by side share no throttles and no records. */
import { inject } from 'vitest'

/** Without a slash at the end. */
export const url: string = inject('urls')[Number(process.env['VITEST_POOL_ID']) - 1] ?? ''
