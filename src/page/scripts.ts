/** The small scripts of src/scripts as they stand in pages: inline, so that they cost no request. */
import big from '../scripts/big.js?raw'
import copy from '../scripts/copy.js?raw'
import draft from '../scripts/draft.js?raw'
import enrol from '../scripts/enrol.js?raw'
import number from '../scripts/number.js?raw'
import offline from '../scripts/offline.js?raw'
import sent from '../scripts/sent.js?raw'
import { inline } from './inline.ts'

export const scripts = {
  big: inline(big),
  copy: inline(copy),
  draft: inline(draft),
  enrol: inline(enrol),
  number: inline(number),
  offline: inline(offline),
  sent: inline(sent),
}
