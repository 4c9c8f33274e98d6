/** Reads what a request brings, and stops where it is too much or takes too long. */

/** How much, in bytes and milliseconds. */
export interface Most {
  bytes: number
  ms: number
}

export type Refused = {
  why: 'wrong-type' | 'too-large' | 'large-file' | 'too-slow' | 'unreadable'
  status: 415 | 413 | 408 | 400
}

// A browser shows an answer only once it has sent everything, so a file that is too large is read on, and thrown away.
const MOST_THROWN = 64 * 1024 * 1024

/** The body. The runtime limits neither size nor time, so the stream is counted while it is read. `patient`: see MOST_THROWN. */
export async function readBytes(
  request: Request,
  most: Most,
  patient = false,
): Promise<Uint8Array<ArrayBuffer> | Refused> {
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, most.ms, 'late')
  })
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const part = await Promise.race([reader.read(), late])
      if (part === 'late') return await given(reader, { why: 'too-slow', status: 408 })
      if (part.done) return size > most.bytes ? tooLarge : joined(parts, size)
      size += part.value.byteLength
      if (size <= most.bytes) parts.push(part.value)
      else if (!patient || size > MOST_THROWN) return await given(reader, tooLarge)
    }
  } catch {
    return { why: 'unreadable', status: 400 }
  } finally {
    clearTimeout(timer)
  }
}

const tooLarge: Refused = { why: 'too-large', status: 413 }

function joined(parts: Uint8Array[], size: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

async function given(reader: ReadableStreamDefaultReader, refused: Refused): Promise<Refused> {
  await reader.cancel().catch(() => undefined)
  return refused
}
