/** The known word that was probably meant. */

// What editors write from habit elsewhere.
const elsewhere: Record<string, string> = {
  expires: 'until',
  end: 'until',
  effective: 'from',
  date: 'published',
  summary: 'plain',
  description: 'plain',
  category: 'topic',
  number: 'docNo',
  tags: 'topic',
}

/** One of `known` that differs from `word` by two letters at most, or that habit calls so. */
export function near(word: string, known: string[]): string | undefined {
  const habit = elsewhere[word.toLowerCase()]
  if (habit && known.includes(habit)) return habit
  const measured = known.map((each) => ({ each, steps: distance(word.toLowerCase(), each.toLowerCase()) }))
  const best = measured.sort((a, b) => a.steps - b.steps)[0]
  return best && best.steps <= Math.min(2, Math.floor(word.length / 3) + 1) ? best.each : undefined
}

// Levenshtein's: insertions, deletions and replacements.
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries())
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, (row[j] ?? 0) + (letter === other ? 0 : 1)))
    row = next
  }
  return row[b.length] ?? 0
}
