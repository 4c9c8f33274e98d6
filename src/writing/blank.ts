/** The parts of which the drafts of every sort are made (src/content/entries). */
import type { Day } from '#platform/clock.ts'

/** Stands wherever an editor still has to write; `npm run review` finds it. */
export const unwritten = '待写'

/** `title` in quotes where YAML would read something else than these words. */
export function quoted(title: string): string {
  return /^[\p{Script=Han}，。？、（）《》“”][\p{Script=Han}\d，。？、（）《》“”]*$/u.test(title)
    ? title
    : JSON.stringify(title)
}

/** What may be written for a field, each with its meaning. */
export function listed(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([key, label]) => `${key} ${label}`)
    .join('、')
}

/** The source that every health or legal fact needs. */
export function sourceOf(today: Day): string {
  return `sources: # 出处：谁说的、题目、网址、哪一天
  - agency: ${unwritten}：单位
    title: ${unwritten}：题目
    url: https://example.org/
    date: ${today}
`
}
