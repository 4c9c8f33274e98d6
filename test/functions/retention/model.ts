/** When a record must go, told once more in day numbers and without the sources: what the simulation is held against. */
interface Person {
  periods: { first: number; last: number; over: number | undefined; left?: boolean }[]
}

/** A record as the model sees it; days are counted from the first of the simulation, moments are noons. */
export interface Known {
  id: string
  /** Undefined of a volunteer. */
  arrival: number | undefined
  changed: number
  people: Person[]
  events: { on: number; kind: string; person: number | null; day: number }[]
  into: Known | undefined
}

const DAYS = 14
const KEEP = 30
const KEEP_VOLUNTEER = 180

/** The day with whose first moment the record must be gone. */
export function goesOn(record: Known, all: readonly Known[]): number {
  const head = record.into ?? record
  const household = all.filter((each) => each === head || each.into === head)
  return Math.max(...household.map(alone))
}

function alone({ arrival, changed, people, events }: Known): number {
  if (arrival === undefined) return changed + KEEP_VOLUNTEER + 1
  for (const [number, person] of people.entries()) {
    person.periods = [{ first: arrival, last: arrival + DAYS, over: undefined }]
    for (const event of events) if (event.person === null || event.person === number) happens(person, event)
  }
  const ends = people.flatMap(({ periods }) => periods.map(({ first, last, over }) => Math.max(first, over ?? last)))
  return Math.max(...ends) + KEEP + 1
}

function happens({ periods }: Person, { on, kind, day, person }: Known['events'][number]): void {
  const now = periods.at(-1)
  // What only they were let go on from was a transfer that did not happen.
  if (kind === 'resume' && person !== null && now?.left) Object.assign(now, { over: undefined, left: false })
  if (kind === 'restart') periods.push({ first: day, last: day + DAYS, over: undefined })
  else if (now && now.over === undefined && on <= now.last) {
    if (kind === 'extend' || kind === 'shorten') now.last = day
    if (kind === 'close' || kind === 'transfer') now.over = on
    if (kind === 'transfer') now.left = true
  }
}
