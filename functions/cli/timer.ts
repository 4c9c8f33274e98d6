/** The Worker's timer on this machine: at the start and every five minutes, as `[triggers]` in wrangler.toml has it at Cloudflare. */
const EVERY_MS = 5 * 60_000

/** Keeps calling `tick` until it is stopped; stopping waits for the one that runs. */
export function keepTime(tick: () => Promise<boolean>): { stop(): Promise<void> } {
  let running: Promise<void> = once()
  const timer = setInterval(() => {
    // One that takes long is not overtaken.
    running = running.then(once)
  }, EVERY_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await running
    },
  }

  async function once(): Promise<void> {
    const well = await tick().catch(() => false)
    if (!well) console.error('What the timer does failed; it is tried again in five minutes.')
  }
}
