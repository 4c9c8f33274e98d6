/** `npm run review`: which texts should be looked at again, and why. */
import { sayMistakes } from '#src/proof/mistake.ts'
import { proofread } from '#src/proof/proofread.ts'
import { root, stop } from './here.ts'

const mistakes = await proofread(root)
if (mistakes.length > 0) stop(sayMistakes(mistakes))
const { readContent } = await import('#src/proof/content.ts')
const { review, sayReview } = await import('#src/writing/review.ts')
console.log(sayReview(review(readContent(root).entries, Date.now())))
