/** 志愿者报名: who would help, with what, when. One line a question; work and teams as the seed of 2022-03-22 names them. */
import { defineForm } from './form.ts'
import { agree, choice, choices } from './kinds/choice.ts'
import { mobile } from './kinds/mobile.ts'
import { village } from './kinds/place.ts'
import { longText, text } from './kinds/text.ts'

const notice = { href: '/privacy/', text: '看看您的信息怎么用' }

export const volunteer = defineForm({
  slug: 'volunteer',
  title: '志愿者报名',
  version: 1,
  who: '愿意在镇上、村里帮忙的人，年满 18 岁就行。',
  need: '手机号，想做什么，什么时候有空。',
  minutes: 2,
  send: '提交报名',
  next: ['村里会打电话，和您商量做什么、什么时候来。', '测体温、核酸检测这类活，先由卫生院教会再上岗。', '身体不舒服就先歇着，打个电话说一声就行。'],
  sections: [
    {
      title: '您是谁',
      fields: {
        name: text({ label: '姓名', max: 25, name: true, autocomplete: 'name' }),
        phone: mobile({ label: '手机号', hint: '村里只用它联系您' }),
        home: village({ label: '在哪个村' }),
        adult: agree({ label: '我已年满 18 岁', missing: '年满 18 岁才能报名；还没满的话，谢谢您的心意' }),
        identity: choice({ label: '身份', choices: { villager: '村民', member: '在职党员报到', retired: '退休党员、干部', owner: '业主、物业人员', student: '学生', other: '其他热心人' } }),
      },
    },
    {
      title: '想做什么',
      fields: {
        work: choices({ label: '愿意做的事', choices: { duty: '值班值守', site: '场所管控', register: '信息登记', testing: '核酸检测', gate: '测温扫码', delivery: '物资运送', order: '秩序维护', comfort: '心理疏导' } }),
        team: choice({ label: '想去哪个队', missing: '请选一下想去哪个队', choices: { patrol: '巡逻队', rescue: '突击队', publicity: '宣传队', monitoring: '监护队', service: '服务队', none: '听安排' } }),
        times: choices({ label: '什么时候有空', missing: '请选一下什么时候有空', choices: { weekdayMorning: '平日上午', weekdayAfternoon: '平日下午', weekdayEvening: '平日晚上', weekendMorning: '周末上午', weekendAfternoon: '周末下午', weekendEvening: '周末晚上' } }),
        skills: longText({ label: '会什么', hint: '例如会开车、学过护理、会说方言', max: 200, optional: true }),
      },
    },
    {
      title: '您的同意',
      intro: '信息只给您村的村干部和镇指挥部看，用来安排志愿活动。随时可以撤回。',
      fields: {
        consent: agree({ label: '我同意用这些信息联系我、安排活动', link: notice }),
      },
    },
  ],
  about: ({ home, phone }) => ({ village: home.village, people: 1, source: 'self', phone }),
})
