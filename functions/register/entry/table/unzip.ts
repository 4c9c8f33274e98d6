/** Takes the wanted parts out of a zip, and counts what comes out while it comes, so that a bomb stays small; pure. */
import { Unzip, UnzipInflate } from 'fflate'

/** Bytes that may come out of one file, all wanted parts together, and how many files there may be in it. */
const MOST_UNZIPPED = 8 * 1024 * 1024
const MOST_FILES = 1000
// A piece of this size comes out at most a thousand times as large.
const PIECE = 1024

/** The text of each part whose name is wanted. `large`: more came out than may; `broken`: it is no zip, or a damaged one. */
export function unzipped(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): { parts: Map<string, string>; why?: never } | { parts?: never; why: 'large' | 'broken' } {
  const found = new Map<string, Uint8Array[]>()
  let [size, files, failed] = [0, 0, false]
  const zip = new Unzip((file) => {
    files++
    if (!wanted(file.name) || found.has(file.name)) return
    const pieces: Uint8Array[] = []
    found.set(file.name, pieces)
    file.ondata = (error, piece) => {
      failed ||= error !== null
      size += piece?.length ?? 0
      if (size <= MOST_UNZIPPED && piece) pieces.push(piece)
    }
    file.start()
  })
  zip.register(UnzipInflate)
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      zip.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length)
      if (size > MOST_UNZIPPED || files > MOST_FILES) return { why: 'large' }
    }
  } catch {
    failed = true
  }
  if (failed || found.size === 0) return { why: 'broken' }
  return { parts: new Map([...found].map(([name, pieces]) => [name, textOf(pieces)])) }
}

function textOf(pieces: Uint8Array[]): string {
  const decoder = new TextDecoder()
  return pieces.map((piece) => decoder.decode(piece, { stream: true })).join('') + decoder.decode()
}
