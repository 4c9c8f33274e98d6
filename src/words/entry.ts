/** What the entry of lists says of a file that it cannot take, of a column that it is not sure of, and of records that an undone list leaves. */
import type { TwinChoice } from '#register/entry/sheet.ts'
import type { EntryColumnsView, EntryListsView, EntryListView } from '#register/entry/view.ts'

export const unreadable: Record<NonNullable<EntryListView['file']>, string> = {
  empty: '这个文件里没有字，请看看选对了没有',
  large: '这个表格太大了，请只留名单那一张，另存成新的 .xlsx 再传，或者把名单复制过来粘贴',
  rows: '这个表格超过 1000 行，请分成几个文件，一个一个传',
  old: '这是老格式（.xls），读不了。请在 WPS 或 Excel 里点“另存为”，选 .xlsx，再传；也可以把名单复制过来粘贴',
  locked: '这个表格设了密码，读不了。请去掉密码另存一份再传，或者把名单复制过来粘贴',
  formulas: '表里有公式没有算出结果。请在 WPS 或 Excel 里打开，保存一次，再传',
  strange: '这不是表格文件，或者文件坏了。请选 .xlsx 或 .csv；图片和 PDF 读不了，要照着抄',
  both: '粘贴的格子里还有字。请先把它放进行里，或者删掉，再传文件',
  unsent: '选了文件，还没有读。请再选一次，点“读这个文件”',
}

/** What to do with a row that says the name and the phone of somebody who is there. */
export const twinChoices: Record<TwinChoice, string> = {
  same: '同一家，并到那一份',
  new: '另一家，照样登记',
  skip: '这一行不要了',
}

/** Why a column is taken for what it is; nothing where its head says it plainly. */
export const takenFor: Record<EntryColumnsView['columns'][number]['by'], string> = {
  own: '',
  alike: '',
  number: '',
  second: '有两列像是问同一样，这一列先记在备注里。要用这一列，把那一列改掉',
  unknown: '这个列名不认识，请看看要不要用',
}

/** What has gone on with a record since it was entered. */
export const sinceNames: Record<NonNullable<EntryListsView['one']>['staying'][number]['since'], string> = {
  '': '没有变过',
  verified: '已经核实了',
  reported: '已经报过体温',
  corrected: '已经更正过',
  clinic: '卫生院已经看到了',
  called: '已经打过电话，或者写过备注',
  decided: '已经办过别的事',
  merged: '已经和别的登记并成一户',
}
