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
  /** The days are over, and nobody at the desk decided that the observation is. */
  undecided: boolean
  /** Their name is not known yet: no paper says anything about nobody. */
  nameless?: boolean
}

/** A paper as it is printed, with the full name. */
export interface Paper extends Term {
  kind: CertificateKind
  name: string
  village: string
  issuedAt: number
  /** In groups of four. */
  code: string
  /** The village found right what was said; otherwise it stands on the paper that nobody did. */
  checked: boolean
}

/** Why there is no paper. */
type CertificateResult = 'early' | 'undecided' | 'alarmed' | 'quota'

/** 告知书和证明, at the desk. */
export interface CertificatesView {
  page: 'certificates'
  staff: Staff
  id: string
  people: CertifiedPerson[]
  /** The village found the record right. */
  checked: boolean
  result?: CertificateResult
  status?: 200 | 409 | 429
}

/** The same on /my. */
export interface OwnCertificatesView {
  page: 'own-certificates'
  pass: string
  village: string
  /** The village goes by another record of the same household. */
  aside?: boolean | undefined
  people: CertifiedPerson[]
  checked: boolean
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
  paper?: { kind: CertificateKind; first: Day; last: Day; name: string; village: string; checked: boolean }
  /** What was typed instead of sixteen signs: no paper was judged. */
  incomplete?: string
}
