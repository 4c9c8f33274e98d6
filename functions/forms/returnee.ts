/** 返乡登记: who comes home, from where, when, how they feel, what they need. One line a question. */
import { defineForm } from './form.ts'
import { agree, choice, choices } from './kinds/choice.ts'
import { date } from './kinds/date.ts'
import { mobile } from './kinds/mobile.ts'
import { temperature } from './kinds/number.ts'
import { people } from './kinds/people.ts'
import { region, village } from './kinds/place.ts'
import { text } from './kinds/text.ts'
import { dayOne, observationRule } from './spoken.ts'

const notice = { href: '/privacy/', text: '看看您的信息怎么用' }

export const returnee = defineForm({
  slug: 'returnee',
  title: '返乡登记',
  version: 1,
  who: '从镇外回来，或者打算回来住的人。一家人登记一次就行。',
  need: '手机号，从哪里来，哪天到，坐什么车。不用身份证号。',
  minutes: 3,
  send: '提交登记',
  next: ['村里会打一次电话，和您核对情况。', observationRule, '发热、咳嗽、气促、胸闷，马上打卫生院电话，不要自己坐车去看病。'],
  atDesk: { filledBy: 'cadre' },
  beforeWithdrawing: '人已经到家的，撤回后村里还可能上门问一声，这是为了大家平安。',
  sections: [
    {
      title: '谁返乡',
      fields: {
        filledBy: choice({ label: '谁在填', missing: '请选一下是谁在填', choices: { self: '本人', family: '家人代填', cadre: '村干部代填' } }),
        name: text({ label: '返乡人姓名', list: true, heads: ['姓名', '名字', '返乡人', '返乡人员'], always: true, max: 25, name: true, autocomplete: 'name' }),
        phone: mobile({ label: '手机号', list: true, heads: ['手机', '电话', '手机号码', '电话号码', '联系电话', '联系方式'], always: true, hint: '村里和卫生院只用它联系您' }),
        home: village({ label: '回哪个村', list: true, always: true }),
        stay: choice({ label: '回来住哪里', missing: '请选一下回来住哪里', choices: { own: '自己家', relatives: '亲戚家', rented: '租的房子', arranged: '村里安排的地方' } }),
      },
    },
    {
      title: '一起回来的家人',
      intro: '一个人回来，这一段不用填。',
      fields: {
        family: people({
          label: '同行家人',
          list: true,
          heads: ['家人', '家庭成员', '同行人', '同行人员', '随行人员'],
          one: '家人',
          max: 9,
          fields: {
            name: text({ label: '姓名', max: 25, name: true }),
            relation: choice({ label: '和返乡人的关系', select: true, example: 'child', choices: { spouse: '夫妻', child: '子女', parent: '父母', grandparent: '祖辈', grandchild: '孙辈', sibling: '兄弟姐妹', other: '其他' } }),
            age: choice({ label: '年龄', select: true, choices: { under14: '不满 14 岁', minor: '14 到 17 岁', adult: '18 到 59 岁', elder: '60 岁以上' } }),
          },
        }),
        guardian: agree({ label: '我是孩子的监护人，同意替孩子登记', hint: '有不满 14 岁的孩子一起回来，请勾选', optional: true }),
      },
    },
    {
      title: '路上',
      fields: {
        from: region({ label: '从哪里回来', list: true, heads: ['从何地返回', '何地返回', '出发地', '来源地', '返乡来源地', '从哪里来'], hidden: true }),
        arrival: date({ label: '到家日期', list: true, heads: ['返乡日期', '返回日期', '返乡时间', '返回时间', '到家时间', '到达日期', '到达时间'], always: true, hint: `还没到家，就填打算到的那天。${dayOne}`, back: 14, ahead: 30 }),
        transport: choice({
          label: '怎么回来',
          list: true,
          heads: ['交通工具', '交通方式', '出行方式'],
          missing: '请选一下怎么回来',
          also: { train: ['高铁', '动车', '列车'], coach: ['大巴', '班车', '长途车'], plane: ['航班', '坐飞机'], car: ['自驾', '私家车', '自家车', '开车'], shared: ['顺风车', '网约车', '出租车'] },
          choices: { train: '火车', coach: '客车', plane: '飞机', car: '自己开车', shared: '拼车', other: '其他' },
        }),
        trip: text({ label: '车次、航班或车牌', hint: '不记得就空着', max: 40, optional: true, hidden: true, example: 'G0000' }),
      },
    },
    {
      title: '身体和难处',
      fields: {
        symptoms: choices({
          label: '这几天有没有不舒服',
          list: true,
          daily: true,
          heads: ['症状', '是否有症状', '有无症状', '有无不适', '身体状况', '健康状况'],
          also: { fever: ['发烧', '高烧', '低烧'], cough: ['咳'], breathless: ['气喘', '喘', '呼吸困难'], chest: ['胸口闷', '胸痛'], none: ['无症状', '无不适', '正常', '健康', '良好'] },
          missing: '请选一下这几天有没有不舒服',
          hidden: true,
          none: 'none',
          choices: { fever: '发热', cough: '咳嗽', breathless: '气促', chest: '胸闷', none: '都没有' },
        }),
        temperature: temperature({ label: '体温', list: true, daily: true, heads: ['今日体温', '今天体温', '现体温'], hint: '量过就填，例如 36.5', optional: true, hidden: true }),
        vaccination: choice({ label: '疫苗打过吗', missing: '请选一下疫苗打过没有', hidden: true, choices: { none: '没打过', some: '打过，没打加强针', booster: '打过加强针', unsure: '记不清' } }),
        help: choices({ label: '需要帮忙吗', missing: '请选一下需要什么帮忙', hidden: true, none: 'none', choices: { supplies: '生活物资', medicine: '看病买药', comfort: '心理疏导', care: '照看老人孩子', none: '不需要' } }),
      },
    },
    {
      title: '您的同意',
      intro: '信息只给您村的村干部、卫生院和镇指挥部看，观察期满后按期删除。随时可以撤回。',
      fields: {
        consent: agree({ label: '我同意用这些信息联系我、安排居家观察', always: true, link: notice }),
        consentSensitive: agree({ label: '我单独同意登记健康情况和行程', always: true, missing: '登记健康情况和行程，也要您同意', hint: '这两样属于敏感个人信息，所以单独问您', link: notice }),
      },
    },
  ],
  rules: [
    // Article 31 of the Personal Information Protection Law: under 14, a guardian agrees.
    ({ family, guardian }) => (family.some(({ age }) => age === 'under14') && !guardian ? { guardian: '有不满 14 岁的孩子，要监护人同意，请勾选' } : {}),
  ],
  about: ({ home, family, phone, filledBy, arrival }) => ({
    village: home.village,
    people: 1 + family.length,
    source: filledBy === 'self' ? 'self' : 'proxy',
    phone,
    arrival,
  }),
  // One temperature and one list of symptoms a household: they stand under the one who registers.
  tells: ({ temperature = null, symptoms, help = [] }) => ({
    health: [{ person: 0, temperature, symptoms: symptoms ? symptoms.filter((each) => each !== 'none') : null }],
    wishes: help.filter((each) => each !== 'none'),
  }),
})
