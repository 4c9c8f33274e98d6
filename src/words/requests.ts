/** Requests in words: what may be asked for, how it stands, and what the desk does about it. */
import type { AnswerOutcome, RequestKind } from '#books/requests/asked.ts'
import type { OpenedRequest } from '#books/requests/opened.ts'

export const kindNames: Record<RequestKind, string> = {
  copy: '要一份复印件',
  correct: '改正自己改不了的',
  delete: '删除',
  complain: '投诉或者建议',
}

/** For the desk: what is done about it before it is answered. */
export const kindAdvice: Record<RequestKind, string> = {
  copy: '打开登记，选理由“本人要求”全部显示，打印一份交给本人。',
  correct: '先给本人打电话对一遍。请本人在“我的登记”里更正，不会用手机的，上门帮着改。',
  delete: '请本人在“我的登记”里撤回，内容马上销毁。不会用手机的，上门帮着撤回。',
  complain: '该谁办就交给谁办，办完在这里答复。',
}

export const outcomeNames: Record<AnswerOutcome, string> = { done: '已办', refused: '不能办' }

export const stateNames: Record<OpenedRequest['state'], string> = {
  ...outcomeNames,
  open: '等答复',
  withdrawn: '已撤回',
}

/** 123 4567, as it is read out over the phone. */
export function showNumber(number: string): string {
  return number.replace(/^(\d{3})/, '$1 ')
}
