/** What the township may decide about an observation, who may, why, and whether it can be now; pure. */
import { isOdd, lengthOf } from '#forms/typed.ts'
import { addDays, type Day, dayNamed } from '#platform/clock.ts'
import { may, type Role } from '#platform/roles.ts'
import { type Member, rule } from '#protection/observation/family.ts'

/** What is wrong with a decision. */
export type DecisionError = 'kind' | 'clinic' | 'day' | 'reason' | 'words' | 'person'

/** In the order of the page. The clinic and the town end an observation, sooner too; the village makes it longer, pauses it and begins it anew. */
export const kinds = {
  extend: 'observe',
  pause: 'observe',
  resume: 'observe',
  restart: 'observe',
  shorten: 'discharge',
  transfer: 'discharge',
  close: 'discharge',
} as const
export type DecisionKind = keyof typeof kinds

/** Whether what was asked for is clinic's and town's to decide, and this role is neither. */
export function isForClinic(role: Role, { kind = '' }: Record<string, string>): boolean {
  return Object.entries(kinds).some(([name, needs]) => name === kind && needs === 'discharge' && !may(role, needs))
}

/** Why; more is said in words. `visit` is the closing visit's own. */
const reasons = ['symptom', 'contact', 'hospital', 'away', 'back', 'order', 'mistake', 'done', 'other'] as const
type Reason = (typeof reasons)[number]

/** One decision of the past. `by` is the role, or the holder. */
export interface Decision {
  kind: DecisionKind
  person: number | null
  day: Day
  at: number
  by: string
  reason: Reason | 'visit' | ''
  words: string
}

/** What is sealed of it. */
export interface Why {
  reason: Reason | 'visit'
  words: string
}

export interface DecisionInput extends Why {
  kind: DecisionKind
  person: number | null
  day: Day
}

/** How many characters are said about a decision, and how many days ahead it may reach: a mistyped year is none. */
export const limits = { words: 100, days: 30 } as const

/** What somebody of this role may decide about this family now. */
export function kindsFor(role: Role, family: readonly Member[]): DecisionKind[] {
  return (Object.keys(kinds) as DecisionKind[]).filter(
    (kind) => may(role, kinds[kind]) && family.some((member) => fits(kind, member)),
  )
}

/** What a form asks for, or what is wrong with it. */
export function readDecision(
  { kind: said = '', person: who = '', day = '', reason: why = '', words = '' }: Record<string, string>,
  family: readonly Member[],
  allowed: readonly DecisionKind[],
  today: Day,
): DecisionInput | DecisionError {
  const [kind, reason] = [allowed.find((each) => each === said), reasons.find((each) => each === why)]
  const concerned = family.filter((member) => who === '' || String(member.person) === who)
  if (!kind) return 'kind'
  // Begun anew for all, it would be for who is in the middle of it, too.
  const fitting = concerned.filter((member) => fits(kind, member))
  if (fitting.length === 0 || (kind === 'restart' && fitting.length < concerned.length)) return 'person'
  const dated = isDated(kind)
  if (dated && !fitting.every((member) => isDay(kind, day, member, today))) return 'day'
  if (!reason) return 'reason'
  if (lengthOf(words) > limits.words || isOdd(words)) return 'words'
  return { kind, person: who === '' ? null : Number(who), day: dated ? day : '', reason, words: words.trim() }
}

function isDated(kind: DecisionKind): boolean {
  return kind === 'extend' || kind === 'shorten' || kind === 'restart'
}

function fits(kind: DecisionKind, { standing: { state, open } }: Member): boolean {
  if (kind === 'resume') return state === 'paused'
  if (kind === 'restart') return state === 'ended' || state === 'transferred'
  if (kind === 'pause') return open && state !== 'paused'
  return open || (state === 'planned' && kind !== 'transfer')
}

function isDay(kind: DecisionKind, day: Day, { standing: { period } }: Member, today: Day): boolean {
  if (!dayNamed(day)) return false
  if (kind === 'restart')
    return day >= period.first && day >= addDays(today, -rule.days) && day <= addDays(today, limits.days)
  if (day < today) return false
  return kind === 'extend' ? day > period.last && day <= addDays(period.last, limits.days) : day < period.last
}
