/** Everyday questions of whom to call, in the order of how pressing they are. */
import { dailyDueInWords, oftenInWords } from '#forms/spoken.ts'
import { township } from '#forms/township.ts'

const { clinic, commandPost, police } = township.contacts
const village: [string, string] = ['#phones', '自己村的电话']

export const asked: { question: string; answer: string; ways: [string, string][] }[] = [
  { question: '喘不上气、人叫不醒', answer: '马上打120，说清在哪个村、哪一组。', ways: [] },
  {
    question: '发热、咳嗽、胸口闷',
    answer: `先打卫生院${clinic.phone}，听医生的再出门。`,
    ways: [['/knowledge/fever/', '发热了怎么办']],
  },
  { question: '买菜、拿药、送东西', answer: '打自己村，志愿者送到门口。', ways: [village] },
  { question: '老人、孩子没人照看', answer: '打自己村，不用不好意思。', ways: [village] },
  {
    question: '从外地回来，要登记',
    answer: '自己在网上填，或者打自己村，村里帮您填。',
    ways: [['/forms/returnee/', '返乡登记'], village],
  },
  {
    question: '登记填错了，想改、想撤回',
    answer: '用登记号自己改；号码丢了，打自己村。',
    ways: [['/my/', '我的登记']],
  },
  {
    question: '在家观察，要报体温',
    answer: `${oftenInWords(township.observation)}，${dailyDueInWords(township.observation)}；不会上网，打自己村。`,
    ways: [['/my/check-in', '报体温'], village],
  },
  {
    question: '听到拿不准的话',
    answer: `先看辟谣；这里没有，打镇指挥部${commandPost.phone}问。`,
    ways: [['/rumors/', '看辟谣']],
  },
  {
    question: '心里难受，睡不着',
    answer: '打12356，全国的心理援助热线，有人听您说。',
    ways: [['/knowledge/calm/', '心里慌怎么办']],
  },
  {
    question: '想当志愿者',
    answer: '在网上报名，或者打自己村。',
    ways: [['/forms/volunteer/', '志愿者报名'], village],
  },
  { question: '要办红白事', answer: '提前打自己村，村里帮着安排。', ways: [village] },
  { question: '运货进镇、过卡点有难处', answer: `打镇指挥部${commandPost.phone}。`, ways: [] },
  { question: '有人要验证码、要转账', answer: `先挂电话，再打派出所${police.phone}，急的打110。`, ways: [] },
  { question: '东西卖得太贵', answer: '留好小票，打12315反映。', ways: [] },
  {
    question: '名字电话被人发到群里',
    answer: `别转发，截个图，打派出所${police.phone}，也可以打12345反映。`,
    ways: [['/knowledge/personal-information/', '谁能要我的信息']],
  },
]
