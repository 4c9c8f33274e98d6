/** What the desk's door asks for and how long it stays open: what its handlers enforce, and its pages say. */

export const limits = {
  /** Of a PIN. */
  digits: 6,
  /** Wrong PINs until a device is locked. */
  tries: 5,
  /** Without a request, and in all, until the PIN is asked for again. */
  idleMinutes: 30,
  sessionHours: 12,
  /** Of a device that was enrolled, and of the code that enrols it. */
  deviceDays: 90,
  codeMinutes: 10,
  /** Of a name, in characters. */
  name: 25,
} as const

export type DoorLimits = typeof limits
