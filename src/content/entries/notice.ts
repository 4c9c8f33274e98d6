/** What a notice carries: the conventions of Chinese public documents, from when until when, and for whom. */
import { z } from 'astro/zod'
import { township } from '#forms/township.ts'
import { beginning, day, ending, plain, source, title } from './fields.ts'

/** 缓急: how much a notice matters; an ordinary one says nothing about it. */
export const levels = { urgent: '紧急', important: '重要', ordinary: '' } as const

export const notice = z.strictObject({
  title,
  /** 发文字号, as GB/T 9704-2012 §7.2.5 writes it: 〔2026〕 in hexagonal brackets, no 第, no leading zero. */
  docNo: z
    .string()
    .regex(/^\p{Script=Han}+〔20\d{2}〕[1-9]\d*号$/u, '发文字号要写成 青疫指〔2026〕1号 这样')
    .optional(),
  /** 发文机关 and 成文日期. */
  issuer: z.string().min(2, '发文机关至少 2 个字'),
  writtenOn: day,
  /** Before this moment nobody sees the notice. */
  published: beginning,
  /** Left out: in force from its publication, and until it is replaced or repealed. */
  from: beginning.optional(),
  until: ending.optional(),
  /** 废止: taken back before its time. */
  repealed: z.strictObject({ at: beginning, why: z.string().min(2, '为什么废止至少写 2 个字') }).optional(),
  /** The notices that this one takes the place of, by slug. */
  supersedes: z.array(z.string()).default([]),
  level: z.enum(['urgent', 'important', 'ordinary']),
  /** Left out: the whole township. */
  villages: z.array(z.enum(Object.keys(township.villages))).default([]),
  /** Whom it concerns, in a few words. */
  audience: z.string().max(30, '写给谁最多 30 个字').optional(),
  plain,
  sources: z.array(source).default([]),
  /** Files under `public/`, by their address. */
  attachments: z
    .array(
      z.strictObject({
        title: z.string().min(2, '附件的名字至少 2 个字'),
        file: z.string().regex(/^\/files\/[\w.-]+$/, '附件放在 public/files/，写成 /files/名字.pdf'),
      }),
    )
    .default([]),
  /** 更正: what was wrong in the text and since when it is right. */
  corrections: z.array(z.strictObject({ on: day, what: z.string().min(2, '更正了什么至少写 2 个字') })).default([]),
  /** What an editor says otherwise than it would be derived from the text. */
  channels: z
    .strictObject({
      slogan: z.string().max(20, '标语最多 20 个字').optional(),
      broadcast: z.string().optional(),
      sms: z.string().optional(),
      wechat: z.string().optional(),
      audio: z
        .string()
        .regex(/^\/audio\/[\w.-]+\.mp3$/, '录音放在 public/audio/，写成 /audio/名字.mp3')
        .optional(),
    })
    .default({}),
})
