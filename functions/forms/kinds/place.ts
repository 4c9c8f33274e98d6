/** Places: one of our villages with its group, and where in the country somebody comes from. */
import { z } from 'zod'
import { blank, field, type Options, oneOf } from '../field.ts'
import { township } from '../township.ts'
import { choice } from './choice.ts'
import { count } from './number.ts'
import { provinces } from './provinces.ts'
import { text } from './text.ts'

const names = Object.fromEntries(Object.entries(township.villages).map(([slug, { name }]) => [slug, name]))

/** A village of the township and, where known, the villagers' group (村民小组). */
export interface VillagePlace {
  village: string
  group?: number | undefined
}

export function village<const O extends Options>(options: O) {
  const most = Math.max(...Object.values(township.villages).map(({ groups }) => groups))
  const fields = {
    village: choice({ label: '村', choices: names, select: true, always: true }),
    group: count({
      label: '村民小组',
      hint: '不知道就空着',
      min: 1,
      max: most,
      unit: '组',
      optional: true,
      heads: ['组', '小组', '组别', '几组'],
    }),
  }
  return field<VillagePlace, O>(options, {
    control: 'group',
    fields,
    schema: (context) =>
      z
        .strictObject(
          { village: fields.village.schema(context), group: fields.group.schema(context).optional() },
          { error: blank(options, '选择') },
        )
        .superRefine((place, ctx) => {
          const home = township.villages[place.village]
          if (!home || !place.group || place.group <= home.groups) return
          ctx.addIssue({ code: 'custom', path: ['group'], message: `${home.name}有 ${home.groups} 个组，请看看组号` })
        }),
    show: (place) => names[place.village] + (place.group ? ` ${place.group} 组` : ''),
    // Of a list all are of one village, which stands at its head.
    columns: ['group'],
    example: (_, chance) => {
      const slug = chance ? oneOf(chance, Object.keys(names)) : Object.keys(names)[0]
      const groups = township.villages[slug ?? '']?.groups ?? 1
      return { village: slug, group: chance ? 1 + Math.floor(chance() * groups) : 1 }
    },
  })
}

const origins: Record<string, string> = { ...provinces, abroad: '境外' }
// The province is the city there.
const cityless = ['beijing', 'tianjin', 'shanghai', 'chongqing', 'xianggang', 'aomen']

/** Province by choice; city and county as words, because their official lists change and are not ours to keep. */
export interface Region {
  province: string
  city?: string | undefined
  county?: string | undefined
}

export function region<const O extends Options>(options: O) {
  const fields = {
    province: choice({ label: '省', choices: origins, select: true, heads: ['省份', '来源省'] }),
    city: text({
      label: '市',
      heads: ['城市', '地市'],
      hint: '直辖市和港澳不用填，境外写国家',
      max: 20,
      optional: true,
      example: '示例市',
    }),
    county: text({ label: '区县', max: 20, optional: true, example: '示例区' }),
  }
  return field<Region, O>(options, {
    control: 'group',
    fields,
    schema: (context) =>
      z
        .strictObject(
          {
            province: fields.province.schema(context),
            city: fields.city.schema(context),
            county: fields.county.schema(context).optional(),
          },
          { error: blank(options, '填写') },
        )
        .superRefine(({ province, city }, ctx) => {
          if (city || context.paper || cityless.includes(province)) return
          ctx.addIssue({ code: 'custom', path: ['city'], message: province === 'abroad' ? '请填写国家' : '请填写市' })
        }),
    show: ({ province, city, county }) => [origins[province], city, county].filter(Boolean).join(' '),
    columns: ['province', 'city'],
    split: placeIn,
    example: (_, chance) => ({ province: chance ? oneOf(chance, Object.keys(origins)) : 'hubei', city: '示例市' }),
  })
}

const suffix = /^(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)?[\s\-—·/]*/

/** 广东深圳, 浙江省杭州市, 重庆: the province by its name at the head, and what stands behind it. */
function placeIn(words: string): { province: string; city: string } {
  const said = words.trim()
  const province = Object.values(origins).find((name) => said.startsWith(name)) ?? ''
  return { province, city: province ? said.slice(province.length).replace(suffix, '') : said }
}
