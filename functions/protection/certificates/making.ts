/** Makes a paper, or prints the one that holds once more. */
import type { AuditLine } from '#audit/line.ts'
import { noteRead } from '#audit/store.ts'
import { randomText, type Vault } from '#platform/vault.ts'
import { newCode } from '#staff/code.ts'
import { endDecided } from '../observation/course.ts'
import { peopleOf, type Whole } from './people.ts'
import * as store from './store.ts'
import { type CertificateKind, holds, kinds, termOf } from './term.ts'
import type { CertifiedPerson, Paper } from './view.ts'

/** What is sealed of a paper; the code as it is shown. */
interface Contents {
  code: string
  name: string
}

/**
 * The paper of one person, made by the actor of `line`, and what the audit notes of it. Nothing where it must not be made,
 * or where something changed at the same moment.
 */
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
  // A paper without a name is a paper for anybody.
  if (!member?.whole || !term) return undefined
  const before = look.standing.find((each) => each.kind === kind && each.person === person)
  if (before && (await isTrue(vault, before, look, member))) {
    await noteRead(db, line)
    return printed(vault, before, look)
  }
  if (line.actor === 'holder' && kind === 'release' && !decided(look, member)) return undefined
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
  return made && printed(vault, made, look)
}

/** Whether a paper still says what is so: the same person under the same name, in the same village, for the same days; and of a release, that the desk decided it. */
export async function isTrue(
  vault: Vault,
  paper: store.Certificate,
  { row, changes }: Pick<store.Look, 'row' | 'changes'>,
  member: Whole,
): Promise<boolean> {
  if (paper.village !== row.village || !paper.sealed || !holds(paper.kind, paper, member.standing)) return false
  if (paper.kind === 'release' && paper.by === 'holder' && !decided({ changes }, member)) return false
  return (await contentsOf(vault, paper, paper.sealed)).name === member.whole
}

// That the days are over is nobody's decision: the closing visit is, and a release that clinic or town makes themselves.
function decided({ changes }: Pick<store.Look, 'changes'>, { person, standing }: Whole): boolean {
  return endDecided(changes, person, standing.period) === 'close'
}

/** Who of the record can have which paper now, if the desk makes it; masked. */
export async function choices(vault: Vault, look: store.Look, now: number): Promise<CertifiedPerson[]> {
  const people = await peopleOf(vault, look, now)
  return Promise.all(
    people.map(async (member) => {
      const { person, name, relation, standing } = member
      const { state, period } = standing
      const papers = kinds.filter((kind) => member.whole && termOf(kind, standing))
      const made = look.standing.find((each) => each.kind === 'release' && each.person === person)
      const undecided =
        papers.includes('release') && !decided(look, member) && !(made && (await isTrue(vault, made, look, member)))
      return {
        person,
        name,
        relation,
        state,
        first: period.first,
        last: period.last,
        papers,
        undecided,
        ...(!member.whole && { nameless: true }),
      }
    }),
  )
}

async function printed(vault: Vault, paper: store.Certificate, { row }: store.Look): Promise<Paper | undefined> {
  const { kind, village, first, last, issued_at: issuedAt, sealed } = paper
  const said = { kind, village, first, last, issuedAt, checked: row.vouched === 1 }
  return sealed ? { ...said, ...(await contentsOf(vault, paper, sealed)) } : undefined
}

async function contentsOf(
  vault: Vault,
  { id, village }: store.Certificate,
  sealed: NonNullable<store.Certificate['sealed']>,
): Promise<Contents> {
  return (await vault.open(['certificate', id, village], sealed)) as Contents
}
