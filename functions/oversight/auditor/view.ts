/** What the auditor's desk hands to its pages; types only. */
import type { Act } from '#audit/acts.ts'
import type { Checked } from '#audit/chain/store.ts'
import type { Staff } from '#platform/principal.ts'
import type { Role } from '#platform/roles.ts'
import type { Filter } from './filter.ts'

/** Somebody in the audit: the holder of a record, somebody at the machine, a member of the staff, or a device that nobody has. */
export interface Who {
  /** As a filter asks for it. */
  id: string
  name?: string
  role?: Role
}

/** One line; a record is known by the first signs of its id only. */
export interface AuditLine {
  at: number
  who: Who
  act: Act
  detail: string
  /** The record or device it was done to; empty where it was many, or a person. */
  record: string
  /** The person it was done to. */
  whom?: Who
}

/** How the chain of blocks stands. */
export interface Chain {
  /** Left out until the first block. */
  last?: { n: number; lines: number; at: number; head: string }
  /** Lines that are not sealed yet. */
  open: number
  checked: Checked
  /** No block was closed for `stopMinutes`, though there are lines that stand in no block; it is done every `everyMinutes`. */
  stopped: boolean
  stopMinutes: number
  everyMinutes: number
}

/** 访问记录: who did what to which record. */
export interface AuditView {
  page: 'audit'
  staff: Staff
  now: number
  filter: Filter
  /** The person of the filter. */
  by?: Who
  lines: AuditLine[]
  /** The address of older lines. */
  next?: string
  chain: Chain
}

/** Everybody whose lines can be asked for. */
export interface AuditPeopleView {
  page: 'audit-people'
  staff: Staff
  people: Who[]
}
