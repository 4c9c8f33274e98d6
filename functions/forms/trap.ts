/** A question that people do not see and machines fill in; a person caught by it is told so and loses nothing. */
export const trap = { name: 'website', label: '这一栏请空着', sentence: '最后有一栏请空着，不要填' }
