/** How an observation stands, by one name for each state on every page, list and paper. */
import type { ObservationState } from '#protection/observation/course.ts'

export const stateNames = {
  planned: '还没到家',
  observing: '观察中',
  paused: '观察暂停了',
  extended: '观察中，延长过',
  shortened: '观察中，提前结束',
  ended: '观察结束了',
  withdrawn: '已撤回',
  transferred: '转走了',
} satisfies Record<ObservationState, string>
