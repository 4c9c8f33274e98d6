/** What papers hand to their pages; types only. */
import type { Day } from '#platform/clock.ts'
import type { Staff } from '#platform/principal.ts'
import type { ObservationState } from '../observation/course.ts'
import type { Called } from '../observation/view.ts'
import type { CertificateKind, Term } from './term.ts'

/** One of the family, masked, and which papers they can have now. */
export interface CertifiedPerson extends Called, Term {
  state: ObservationState
  papers: CertificateKind[]
}

/** A paper as it is printed, with the full name. */
export interface Paper extends Term {
  kind: CertificateKind
  name: string
  village: string
  issuedAt: number
  /** In groups of four. */
  code: string
}

/** Why there is no paper. */
type CertificateResult = 'early' | 'alarmed' | 'quota'

/** 告知书和证明, at the desk. */
export interface CertificatesView {
  page: 'certificates'
  staff: Staff
  id: string
  people: CertifiedPerson[]
  result?: CertificateResult
  status?: 200 | 409 | 429
}

/** The same on /my. */
export interface OwnCertificatesView {
  page: 'own-certificates'
  pass: string
  village: string
  people: CertifiedPerson[]
  result?: CertificateResult
  status?: 200 | 409
}

/** One sheet to print; `back` leads to the record's papers at the desk, `pass` to those on /my. */
export interface CertificateView {
  page: 'certificate'
  paper: Paper
  back?: string
  pass?: string
}

/** Whether a code is of a paper that holds, and then what it says, masked. The same for everything that is wrong. */
export interface VerifiedView {
  page: 'verified'
  paper?: { kind: CertificateKind; first: Day; last: Day; name: string }
  /** What was typed instead of sixteen signs: no paper was judged. */
  incomplete?: string
}
