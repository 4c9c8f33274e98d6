/** The desk in words: roles, devices, and the rooms that a role has a door to. */
import { township } from '#forms/township.ts'
import type { Staff } from '#platform/principal.ts'
import { may, type Permission, roleNames } from '#platform/roles.ts'
import type { Device } from '#staff/devices/store.ts'
import type { StaffPeopleView } from '#staff/view.ts'

export { roleNames }

export const kindNames: Record<Device['kind'], string> = {
  android: '安卓手机',
  iphone: '苹果手机',
  computer: '电脑',
  other: '别的设备',
}

/** The rooms: where, in words, and what one must be allowed. To what is `rare`, only the first page of the desk leads. */
const rooms: [href: string, words: string, permission: Permission | '', often?: 'rare'][] = [
  ['/staff/alerts', '发热', 'ledger'],
  ['/staff/watch', '体温', 'ledger'],
  ['/staff/records', '登记台账', 'ledger'],
  ['/staff/entry', '代登记', 'proxy'],
  ['/staff/checkpoint', '卡点查验', 'checkpoint'],
  ['/staff/audit', '访问记录', 'audit'],
  ['/staff/care', '要帮的忙', 'care', 'rare'],
  ['/staff/requests', '本人的要求', 'answer', 'rare'],
  ['/staff/exports', '导出', 'export', 'rare'],
  ['/staff/people', '人员', 'revoke', 'rare'],
  ['/staff/devices', '我的设备', '', 'rare'],
]

export function roomsOf({ role }: Staff, often: 'daily' | 'rare'): { href: string; words: string }[] {
  return rooms
    .filter(([, , permission, said = 'daily']) => said === often && (permission === '' || may(role, permission)))
    .map(([href, words]) => ({ href, words }))
}

/** `村干部　柳溪村、石桥村`. */
export function standingOf({ role, villages }: Pick<Staff, 'role' | 'villages'>): string {
  const names = villages === 'all' ? [] : villages.map((slug) => township.villages[slug]?.name ?? slug)
  return [roleNames[role], names.join('、')].filter(Boolean).join('　')
}

/** What an invitation that was not taken lacks. */
export function lacking({ name, role, villages }: NonNullable<StaffPeopleView['wrong']>, longest: number): string[] {
  const named = name.trim() !== '' && [...name].length <= longest
  const placed = role !== 'village' || villages.length > 0
  const said = [!named && `请填姓名，最多 ${longest} 个字`, !role && '请选做什么', !placed && '村干部请至少勾一个村']
  const sentences = said.filter((sentence) => sentence !== false)
  return sentences.length > 0 ? sentences : ['姓名里有认不出来的符号，请改一下']
}
