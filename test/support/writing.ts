/** A copy of what editors write, in which a test may make a mistake, and what the proof says of it. */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '#cli/here.ts'
import { sayMistake } from '#src/proof/mistake.ts'
import { proofread } from '#src/proof/proofread.ts'

/** A right text of each section; its lines do not move when the shipped content does. */
export const right = {
  'notices/try.md': `---
title: 试一试这篇通知
docNo: 青疫指〔2026〕99号
issuer: 青禾镇疫情防控指挥部
writtenOn: 2026-11-18
published: 2026-11-18
until: 2026-12-31
level: ordinary
villages: [liuxi]
plain:
  - 有事打0000-0000001。
---

## 先看这里

有事打0000-0000002，急病打120。
`,
  'knowledge/try.md': `---
title: 试一试这篇知识
topic: fever
plain:
  - 多喝水。
reviewedOn: 2026-11-10
reviewBy: 2027-02-10
related: [notices/try]
sources:
  - agency: 世界卫生组织
    title: 问答
    url: https://www.who.int/
    date: 2023-03-28
---

看[通知](/notices/try/#先看这里)。
`,
  'rumors/try.md': `---
title: 试一试这个说法
topic: cure
verdict: false
fact: 事实是这样。
tell: 请这样说。
checkedOn: 2026-11-10
reviewBy: 2027-02-10
sources:
  - agency: 世界卫生组织
    title: 问答
    url: https://www.who.int/
    date: 2023-03-28
---

这话不真。
`,
}

/** Words of a file replaced by others; a file with nothing to replace is written whole. */
export type Slip = [file: string, from: string, to: string]

/** The lines that the proof prints for the shipped content, the right texts and these slips. */
export async function proofOf(...slips: Slip[]): Promise<string[]> {
  const copy = mkdtempSync(join(tmpdir(), 'shouwang-writing-'))
  try {
    for (const part of ['content', 'public']) cpSync(join(root, part), join(copy, part), { recursive: true })
    symlinkSync(join(root, 'src'), join(copy, 'src'))
    for (const [file, text] of Object.entries(right)) writeFileSync(join(copy, 'content', file), text)
    for (const [file, from, to] of slips) {
      const path = join(copy, 'content', file)
      const text = from === '' ? '' : readFileSync(path, 'utf8')
      if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`)
      writeFileSync(
        path,
        text.replace(from, () => to),
      )
    }
    return (await proofread(copy)).map(sayMistake)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
