/** What the desk's handlers hand to a page; types only. */
import type { Staff } from '#platform/principal.ts'
import type { Device } from './devices/store.ts'
import type { DoorLimits } from './limits.ts'
import type { Resume } from './resume.ts'

/** The desk's door, the same whatever is wrong; 503 until somebody has enrolled. */
interface StaffDoorView {
  page: 'staff-door'
  status: 403 | 503
  /** A PIN was sent, and did not open it. */
  tried: boolean
  /** What goes on as soon as it opens. */
  resume?: Resume
  limits: DoorLimits
}

/** Makes this device one of the desk's: a code, and the PIN to be. */
export interface StaffEnrolView {
  page: 'staff-enrol'
  /** What was typed, where only the PIN must be another one. */
  code: string
  wrong?: 'code' | 'not-six' | 'easy' | 'differs' | undefined
  limits: DoorLimits
  status?: 200 | 403 | 422
}

/** One's own devices; `here` is the one in the hand. */
interface StaffDevicesView {
  page: 'staff-devices'
  staff: Staff
  here: string
  devices: Device[]
}

export interface StaffMember extends Staff {
  devices: number
  /** How many of the devices are locked. */
  locked: number
  revoked: boolean
}

/** Everybody at the desk; `key` is of the invitation that may follow. */
export interface StaffPeopleView {
  page: 'staff-people'
  staff: Staff
  people: StaffMember[]
  key: string
  /** Of a name, in characters. */
  longest: number
  /** What was typed into an invitation that lacks something. */
  wrong?: { name: string; role: string; villages: readonly string[] }
  status?: 200 | 422
}

/** A code, shown once; left out where it was shown before. */
export interface StaffInvitedView {
  page: 'staff-invited'
  staff: Staff
  name: string
  code: string | undefined
  /** For how long it can be used. */
  minutes: number
  /** Where it is typed in. */
  address: string
}

/** "Are you sure" before somebody may look no longer. */
interface StaffRevokeView {
  page: 'staff-revoke'
  staff: Staff
  id: string
  name: string
}

export type StaffView =
  | StaffDoorView
  | StaffEnrolView
  | StaffDevicesView
  | StaffPeopleView
  | StaffInvitedView
  | StaffRevokeView
