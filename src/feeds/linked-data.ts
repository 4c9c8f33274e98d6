/** Open data inside pages, in the words of schema.org: a rebuttal, an announcement, the office that speaks. */
import type { CollectionEntry } from 'astro:content'
import type { ClaimReview, GovernmentOrganization, SpecialAnnouncement, WithContext } from 'schema-dts'
import { township } from '#forms/township.ts'
import { verdicts } from '../content/entries/rumor.ts'
import type { Notice } from '../content/notices.ts'
import { address, instant } from './address.ts'

const context = 'https://schema.org'
const owner = { '@type': 'GovernmentOrganization', name: township.owner, url: address('/') } as const
// Nobody may take what is invented for true.
const sample = township.sample ? { creativeWorkStatus: '示例' } : {}

// How true a claim is, from 1 to 5; what nobody knows yet has no number.
const ratings = { false: 1, misleading: 2, true: 5, unverified: undefined } as const

/** What a rumor's page says: the claim, the verdict and the fact. */
export function claimReview({ id, data }: Pick<CollectionEntry<'rumors'>, 'id' | 'data'>): WithContext<ClaimReview> {
  const ratingValue = ratings[data.verdict]
  return {
    '@context': context,
    '@type': 'ClaimReview',
    url: address(`/rumors/${id}/`),
    claimReviewed: data.title,
    itemReviewed: { '@type': 'Claim', name: data.title, alternateName: data.variants },
    author: owner,
    datePublished: dayOf(data.checkedOn),
    reviewRating: {
      '@type': 'Rating',
      alternateName: verdicts[data.verdict],
      ...(ratingValue && { ratingValue, bestRating: 5, worstRating: 1 }),
    },
    reviewBody: data.fact,
    citation: data.sources.map(({ url }) => url),
    inLanguage: 'zh-CN',
    ...sample,
  }
}

/** What an urgent or important notice says, until when and for where; nothing for an ordinary one. */
export function announcement({
  href,
  data,
  times,
}: Pick<Notice, 'href' | 'data' | 'times'>): WithContext<SpecialAnnouncement> | undefined {
  if (data.level === 'ordinary') return undefined
  const end = Math.min(data.until ?? Number.POSITIVE_INFINITY, data.repealed?.at ?? Number.POSITIVE_INFINITY)
  return {
    '@context': context,
    '@type': 'SpecialAnnouncement',
    url: address(href),
    name: data.title,
    text: data.plain.join(''),
    category: township.observation.disease,
    datePosted: instant(times.published),
    ...(Number.isFinite(end) && { expires: instant(end) }),
    spatialCoverage: placesOf(data.villages),
    publisher: { '@type': 'GovernmentOrganization', name: data.issuer, url: address('/') },
    inLanguage: 'zh-CN',
    ...sample,
  }
}

/** The command post and whom to call, in the township and in each village. */
export function organization(): WithContext<GovernmentOrganization> {
  const contacts = [...Object.values(township.contacts), ...Object.values(township.villages)]
  return {
    '@context': context,
    ...owner,
    ...(township.sample && { disambiguatingDescription: `示例：${township.name}是虚构的，电话也打不通` }),
    areaServed: place(township.name),
    contactPoint: contacts.map(({ name, phone, hours }) => ({
      '@type': 'ContactPoint',
      contactType: name,
      telephone: phone,
      description: hours,
      availableLanguage: 'zh',
    })),
  }
}

function placesOf(villages: string[]) {
  if (villages.length === 0) return place(township.name)
  return villages.map((slug) => ({
    ...place(township.villages[slug]?.name ?? slug),
    containedInPlace: place(township.name),
  }))
}

function place(name: string) {
  return { '@type': 'AdministrativeArea', name } as const
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}
