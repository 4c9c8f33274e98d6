/** An urgent notice as messages of the Common Alerting Protocol 1.2 (OASIS, 2010), in the order of its schema. */
import { township } from '#forms/township.ts'
import { beginning, end } from '../words/moments.ts'
import { address, instant } from './address.ts'
import { cancellation, editions, replaced, type Sent, type Warned } from './warnings.ts'
import { document, xml } from './xml.ts'

const mark = township.sample ? '示例：' : ''

/** Alert; or Update, where it corrects or replaces what was told before. */
export function alert(notice: Warned, now: number): string {
  const { data, times, href } = notice
  const { newest, before } = editions(notice, now)
  const earlier = [...before.slice(-1), ...replaced(notice, now)]
  const until = data.until === undefined ? '' : `，到${end(data.until, times.from)}`
  return message(newest, earlier.length > 0 ? 'Update' : 'Alert', earlier, notice, {
    responseType: 'Execute',
    urgency: times.from > newest.sent ? 'Future' : 'Expected',
    // Nobody has measured how grave it is: a possible threat, and never one that lets phones scream.
    severity: 'Moderate',
    certainty: 'Observed',
    onset: times.from,
    expires: data.until,
    headline: data.title,
    description: `${data.issuer}${data.docNo ?? ''}，${beginning(times.from)}起有效${until}。`,
    instruction: data.plain.join(''),
    web: href,
  })
}

/** Cancel, for a notice that was taken back. */
export function cancel(notice: Warned, now: number): string | undefined {
  const cancelled = cancellation(notice)
  if (!cancelled) return undefined
  return message(cancelled, 'Cancel', [editions(notice, now).newest], notice, {
    responseType: 'None',
    urgency: 'Past',
    severity: 'Minor',
    certainty: 'Observed',
    onset: cancelled.sent,
    expires: cancelled.expires,
    headline: `不再有效：${notice.data.title}`,
    description: cancelled.why,
    web: cancelled.href,
  })
}

interface Info {
  responseType: 'Execute' | 'None'
  urgency: 'Expected' | 'Future' | 'Past'
  severity: 'Moderate' | 'Minor'
  certainty: 'Observed'
  onset: number
  expires: number | undefined
  headline: string
  description: string
  instruction?: string
  web: string
}

// Neither a sender nor an identifier may hold a space, a comma or a sign of XML.
const sender = new URL(township.url).host

function message(own: Sent, msgType: string, earlier: Sent[], notice: Warned, info: Info): string {
  const references = earlier.map(({ identifier, sent }) => [sender, identifier, instant(sent)].join(','))
  return document(
    xml(
      'alert',
      [
        xml('identifier', own.identifier),
        xml('sender', sender),
        xml('sent', instant(own.sent)),
        // What is invented must never set off anything.
        xml('status', township.sample ? 'Exercise' : 'Actual'),
        xml('msgType', msgType),
        xml('scope', 'Public'),
        township.sample ? xml('note', `示例：${township.name}是虚构的，不要照着做`) : '',
        xml('references', references.join(' ')),
        infoOf(own, notice, info),
      ],
      { xmlns: 'urn:oasis:names:tc:emergency:cap:1.2' },
    ),
  )
}

function infoOf({ sent }: Sent, { data }: Warned, info: Info): string {
  const village = data.villages.length === 1 ? township.villages[data.villages[0] ?? ''] : undefined
  const { name, phone, hours } = village ?? township.contacts.commandPost
  const areas = data.villages.map((slug) => `${township.name}${township.villages[slug]?.name}`)
  return xml('info', [
    xml('language', 'zh-CN'),
    xml('category', 'Health'),
    xml('event', township.observation.disease),
    xml('responseType', info.responseType),
    xml('urgency', info.urgency),
    xml('severity', info.severity),
    xml('certainty', info.certainty),
    xml('audience', data.audience),
    xml('effective', instant(sent)),
    xml('onset', instant(info.onset)),
    info.expires === undefined ? '' : xml('expires', instant(info.expires)),
    xml('senderName', data.issuer),
    xml('headline', mark + info.headline),
    xml('description', info.description),
    xml('instruction', info.instruction),
    xml('web', address(info.web)),
    xml('contact', `${name}：${phone}，${hours}`),
    ...(areas.length > 0 ? areas : [township.name]).map((area) => xml('area', [xml('areaDesc', area)])),
  ])
}
