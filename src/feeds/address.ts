/** Addresses and moments as feeds and other machines read them: whole, and with the offset of Shanghai. */
import { township } from '#forms/township.ts'
import { dayAt, timeAt } from '#platform/clock.ts'

/** The whole address of a path of this site, which may itself stand in a folder of another. */
export function address(path: string): string {
  return new URL(path.slice(1), township.url.replace(/\/*$/, '/')).href
}

/** `2026-11-16T08:00:00+08:00`: RFC 3339, and the only form that CAP 1.2 takes; seconds are not kept. */
export function instant(milliseconds: number): string {
  return `${dayAt(milliseconds)}T${timeAt(milliseconds)}:00+08:00`
}
