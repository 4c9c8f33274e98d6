/** Makes a paper, or prints the one that holds once more. */
import type { AuditLine } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import { randomText, type Vault } from '#platform/vault.ts'
import { newCode } from '#staff/code.ts'
import { peopleOf, type Whole } from './people.ts'
import * as store from './store.ts'
import { type CertificateKind, holds, kinds, termOf } from './term.ts'
import type { CertifiedPerson, Paper } from './view.ts'

/** What is sealed of a paper; the code as it is shown. */
interface Contents {
  code: string
  name: string
}

/** The paper of one person, and what the audit notes of it. Nothing where it must not be made, or where something changed at the same moment. */
export async function paperOf(
  db: D1Database,
  vault: Vault,
  look: store.Look,
  { kind, person }: { kind: CertificateKind; person: number },
  line: AuditLine,
): Promise<Paper | undefined> {
  const { row, changes } = look
  const member = (await peopleOf(vault, look, line.at)).find((each) => each.person === person)
  const term = member && termOf(kind, member.standing)
  if (!member || !term) return undefined
  const before = look.standing.find((each) => each.kind === kind && each.person === person)
  if (before && (await isTrue(vault, before, look, member))) {
    await noteRead(db, line)
    return printed(vault, before)
  }
  const [id, code] = [randomText(16), newCode()]
  const contents: Contents = { code, name: member.whole }
  const made = await store.make(
    db,
    {
      ...{ id, kind, person, ...term, village: row.village, instead: before?.id ?? '' },
      codeIndex: await vault.index('certificate', code.replaceAll('-', '')),
      sealed: await vault.seal(['certificate', id, row.village], contents),
      seen: { revision: row.revision, changes: changes.length },
    },
    line,
  )
  return made && printed(vault, made)
}

/** Whether a paper still says what is so: the same person under the same name, in the same village, for the same days. */
export async function isTrue(
  vault: Vault,
  paper: store.Certificate,
  { row }: Pick<store.Look, 'row'>,
  { whole, standing }: Whole,
): Promise<boolean> {
  if (paper.village !== row.village || !paper.sealed || !holds(paper.kind, paper, standing)) return false
  return (await contentsOf(vault, paper, paper.sealed)).name === whole
}

/** Who of the record can have which paper now; masked. */
export async function choices(vault: Vault, look: store.Look, now: number): Promise<CertifiedPerson[]> {
  const people = await peopleOf(vault, look, now)
  return people.map(({ person, name, relation, standing }) => {
    const { state, period } = standing
    const papers = kinds.filter((kind) => termOf(kind, standing))
    return { person, name, relation, state, first: period.first, last: period.last, papers }
  })
}

async function printed(vault: Vault, paper: store.Certificate): Promise<Paper | undefined> {
  const { kind, village, first, last, issued_at: issuedAt, sealed } = paper
  return sealed ? { kind, village, first, last, issuedAt, ...(await contentsOf(vault, paper, sealed)) } : undefined
}

async function contentsOf(
  vault: Vault,
  { id, village }: store.Certificate,
  sealed: NonNullable<store.Certificate['sealed']>,
): Promise<Contents> {
  return (await vault.open(['certificate', id, village], sealed)) as Contents
}
