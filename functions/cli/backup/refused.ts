/** What makes a command end with one sentence. */
export class Refused extends Error {}
