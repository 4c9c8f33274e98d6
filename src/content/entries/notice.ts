/** What a notice carries: the conventions of Chinese public documents, from when until when, and for whom. */
import { z } from 'astro/zod'
import { township } from '#forms/township.ts'
import { addDays } from '#platform/clock.ts'
import { quoted, unwritten } from '#src/writing/blank.ts'
import { beginning, day, ending, plain, source, title } from './fields.ts'
import type { Sort } from './sort.ts'

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

export const sort = {
  title: '通知公告',
  blurb: '镇里、村里的通知，新的在前。',
  empty: '现在没有通知。有了会先放在这里。',
  one: 'notice',
  name: '通知',
  schema: notice,
  front: (title, today) => `title: ${title} # 标题，2 到 30 个字
# docNo: 青疫指〔2026〕1号 # 发文字号，没有就不写
issuer: ${quoted(township.owner)} # 发文机关
writtenOn: ${today} # 成文日期
published: ${addDays(today, 1)} 08:00 # 发布时间（北京时间），在这以前谁也看不到
# from: ${addDays(today, 2)} # 从哪天起管用，不写就是发布时起
# until: ${addDays(today, 30)} # 到哪天为止，这一天也算；不写就一直管用
# supersedes: [2026-11-13-checkpoints] # 代替哪几篇旧通知，写旧通知的文件名
level: ordinary # urgent 紧急、important 重要、ordinary 一般
# villages: [${Object.keys(township.villages)[0]}] # 只和哪几个村有关，写村的代号：${Object.keys(township.villages).join('、')}；不写就是全镇
# audience: 正在居家观察的人 # 写给谁，最多 30 个字
plain: # 大白话，一到三句，每句最多 60 个字：和我有什么关系，要做什么，什么时候以前
  - ${unwritten}：要做什么。
# sources: # 出处，写了健康、法律的事情就要有
#   - agency: 国家卫生健康委员会
#     title: 文件的题目
#     url: https://www.nhc.gov.cn/
#     date: ${today}
# attachments: # 附件先放到 public/files/
#   - title: 登记表
#     file: /files/form.pdf
# channels: # 标语、广播稿、短信会自动写好，想改才写
#   slogan: 最多 20 个字
# corrections: # 发布以后改了什么
#   - on: ${addDays(today, 2)}
#     what: 把时间改成了下午 4 点
# repealed: # 提前废止
#   at: ${addDays(today, 9)}
#   why: 为什么废止
`,
  body: `${unwritten}：先用一句话说是什么事、和谁有关。

## 要做什么

1. ${unwritten}：一条写一件事。

## 有事找谁

拿不准，打 12345 问一问。
`,
} satisfies Sort
