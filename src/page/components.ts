/** Which component prints which view: one table for each of the three on-demand pages that print views (functions/worker.ts). */
import type { View } from '#view.ts'

/** A component for each of `V`: a view without one, or whose component takes another view, does not compile. */
export type Components<V extends View> = { [P in V['page']]: (props: { view: Extract<V, { page: P }> }) => unknown }

/** The component of `view`. A page that is handed a view of another page is a bug, and throws. */
export function componentOf(components: object, view: View): (props: { view: View }) => unknown {
  const component = new Map(Object.entries(components)).get(view.page)
  if (!component) throw new Error(`No component prints the view ${view.page} here.`)
  return component
}
