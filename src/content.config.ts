/** The three collections of `content/`; a wrong entry stops the build with its file, field and reason. */

import { defineCollection } from 'astro:content'
import { glob } from 'astro/loaders'
import { z } from 'astro/zod'
import { township } from '../functions/forms/township.ts'

const from = (folder: string) => glob({ pattern: '*.md', base: `./content/${folder}` })

/** Where a health or legal fact can be read by anyone. */
const source = z.strictObject({
  agency: z.string(),
  title: z.string(),
  url: z.url({ protocol: /^https?$/ }),
  date: z.coerce.date(),
})

const title = z.string().min(2).max(30)
const plain = z.array(z.string().max(60)).min(1).max(3)

const notices = defineCollection({
  loader: from('notices'),
  schema: z.strictObject({
    title,
    /** 发文字号, as GB/T 9704 writes it: 〔2026〕 in full-width brackets, no 第, no leading zero. */
    docNo: z
      .string()
      .regex(/^\p{Script=Han}+〔20\d{2}〕[1-9]\d*号$/u, '发文字号要写成 青疫指〔2026〕1号 这样')
      .optional(),
    issuer: z.string(),
    writtenOn: z.coerce.date(),
    publishedOn: z.coerce.date(),
    /** The last day in force. */
    until: z.coerce.date().optional(),
    level: z.enum(['urgent', 'important', 'ordinary']),
    /** Left out: the whole township. */
    villages: z.array(z.enum(Object.keys(township.villages))).default([]),
    /** 大白话: what is it to me, what do I do, by when. */
    plain,
    sources: z.array(source).default([]),
  }),
})

const knowledge = defineCollection({
  loader: from('knowledge'),
  schema: z.strictObject({
    title,
    topic: z.enum(['日常防护', '居家观察', '发热就医', '老人孩子', '心里不好受', '法律常识']),
    plain,
    reviewedOn: z.coerce.date(),
    sources: z.array(source).min(1),
  }),
})

const rumors = defineCollection({
  loader: from('rumors'),
  schema: z.strictObject({
    /** The claim as it circulates. */
    title,
    verdict: z.enum(['false', 'misleading', 'true', 'unverified']),
    fact: z.string(),
    /** 请这样转告家人. */
    tell: z.string(),
    checkedOn: z.coerce.date(),
    sources: z.array(source).min(1),
  }),
})

export const collections = { notices, knowledge, rumors }
