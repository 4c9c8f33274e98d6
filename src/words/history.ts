/** A record's history for the desk, in words: who, by name, did what, how often that day. */
import { showDay } from '#forms/kinds/date.ts'
import { township } from '#forms/township.ts'
import { dayAt, timeAt } from '#platform/clock.ts'
import type { Happening } from '#register/ledger/history.ts'
import { wordsOf } from './acts.ts'
import { contactNames, eventInWords, revealNames } from './ledger.ts'
import { roleNames } from './staff.ts'

const names: Record<string, string> = { ...roleNames, holder: '本人' }
const details: Record<string, string> = { ...contactNames, ...revealNames }

/** 村干部 王示例看了 3 次; 本人更正. */
export function happeningInWords(happening: Happening): string {
  const { actor, name, act, detail, times } = happening
  const { often } = wordsOf(act)
  if (!often || times === 1) return eventInWords({ ...happening, actor: whoOf(actor, name) }, '本人')
  const why = act === 'reveal' ? `（${details[detail]}）` : ''
  return `${whoOf(actor, name)}${often} ${times} 次${why}`
}

/** 石桥村 王示例 刚才把它改成了已核实。 */
export function changeInWords({ actor, name, villages, act, at }: Happening, now: number): string {
  const places = villages.map((slug) => township.villages[slug]?.name ?? slug).join('、')
  const who = name ? `${places || names[actor]} ${name}` : (names[actor] ?? actor)
  const when = now - at < 3_600_000 ? '刚才' : `${showDay(dayAt(at))} ${timeAt(at)} `
  return `${who} ${when}${wordsOf(act).change ?? wordsOf(act).record}。`
}

function whoOf(actor: string, name: string): string {
  const role = names[actor] ?? actor
  return name ? `${role} ${name} ` : role
}
