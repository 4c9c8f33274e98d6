/** The desk in words: roles, devices, and the rooms that a role has a door to. */
import { roleNames } from '../functions/forms/exported.ts'
import { township } from '../functions/forms/township.ts'
import type { Device } from '../functions/staff/devices/store.ts'
import type { Staff } from '../functions/staff/principal.ts'
import { may, type Permission } from '../functions/staff/roles.ts'

export { roleNames }

export const kindNames: Record<Device['kind'], string> = {
  android: '安卓手机',
  iphone: '苹果手机',
  computer: '电脑',
  other: '别的设备',
}

/** The rooms beside one's own devices: where, in words, and what one must be allowed. */
const rooms: [href: string, words: string, permission: Permission][] = [
  ['/staff/alerts', '发热', 'ledger'],
  ['/staff/watch', '今天的体温', 'ledger'],
  ['/staff/records', '登记台账', 'ledger'],
  ['/staff/entry', '代登记', 'proxy'],
  ['/staff/care', '要帮的忙', 'care'],
  ['/staff/requests', '本人的要求', 'answer'],
  ['/staff/checkpoint', '卡点查验', 'checkpoint'],
  ['/staff/people', '人员', 'revoke'],
  ['/staff/audit', '访问记录', 'audit'],
]

export function roomsOf({ role }: Staff): { href: string; words: string }[] {
  return rooms.filter(([, , permission]) => may(role, permission)).map(([href, words]) => ({ href, words }))
}

/** `村干部　柳溪村、石桥村`. */
export function standingOf({ role, villages }: Pick<Staff, 'role' | 'villages'>): string {
  const names = villages === 'all' ? [] : villages.map((slug) => township.villages[slug]?.name ?? slug)
  return [roleNames[role], names.join('、')].filter(Boolean).join('　')
}
