/** An address as the squares of a QR code. */
import { encode } from 'uqr'

export interface Square {
  /** Modules a side, with the quiet zone. */
  side: number
  /** The dark modules as an SVG path, one module a unit. */
  path: string
}

// Four modules: ISO/IEC 18004 asks for them.
const quiet = 4
// A notice has several sheets, and finding the best mask is slow.
const known = new Map<string, Square>()

export function squareOf(address: string): Square {
  const square = known.get(address) ?? drawn(address)
  known.set(address, square)
  return square
}

/** The same of an address that is somebody's own, and is not remembered. */
export function drawn(address: string): Square {
  const { data, size } = encode(address, { ecc: 'M', border: 0 })
  // A run of dark modules is one bar, so that no hairline parts its modules.
  const bars = data.flatMap((row, y) =>
    [...row.map(Number).join('').matchAll(/1+/g)].map(
      ({ 0: run, index }) => `M${index + quiet} ${y + quiet}h${run.length}v1h-${run.length}z`,
    ),
  )
  return { side: size + 2 * quiet, path: bars.join('') }
}
