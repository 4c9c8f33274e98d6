/** How far a long command is, on one line of the terminal or a few lines of a log. */
export function progress(what: string): (done: number, of: number) => void {
  let shown = -1
  return (done, of) => {
    const percent = of > 0 ? Math.min(100, Math.floor((100 * done) / of)) : 100
    const step = process.stderr.isTTY ? 1 : 25
    if (percent < shown + step && !(percent === 100 && shown < 100)) return
    shown = percent
    process.stderr.write(
      process.stderr.isTTY ? `\r${what} ${percent} %${percent === 100 ? '\n' : ''}` : `${what} ${percent} %\n`,
    )
  }
}
