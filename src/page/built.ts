/** When this build was made, UTC milliseconds: a build writes its moment in here (functions/cli/built-on.ts), for the Worker's own clock stands still at start. */
export const builtAt: number = Date.now()
