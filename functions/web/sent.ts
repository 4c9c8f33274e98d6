/** One field of what a page sent. */
import type { Raw } from '#forms/page.ts'

/** What stood in the control `name`, its first value as it was typed; empty where nothing came. */
export function sent(raw: Raw, name: string): string {
  return raw[name]?.[0] ?? ''
}
