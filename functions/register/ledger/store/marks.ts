/** The SQL of what marks a line of a list: something rings, or somebody in it may stand in another record. */

/** Whether anybody of a row of `table` rings, the most urgent, which is first in the alphabet too; what came under the number of a record that was put aside for it counts. */
export const ringsOf = (table: string) =>
  `(SELECT min(kind) FROM (SELECT kind FROM alert WHERE alert.submission = ${table}.id AND alert.closed_at IS NULL
    UNION ALL SELECT kind FROM submission AS gone JOIN alert ON alert.submission = gone.id
    WHERE gone.duplicate_of = ${table}.id AND alert.closed_at IS NULL)) AS rings`

/** 1 where one that came before may be of the same household. */
export const alikeOf = (table: string) =>
  `EXISTS (SELECT 1 FROM alike WHERE alike.submission = ${table}.id AND apart_at IS NULL) AS alike`

/** The records of a village (an expression) that are marked so, as `marked`. */
export const marking = {
  rings: (village: string) =>
    `coalesce(duplicate_of, id) AS marked FROM (SELECT submission AS rung FROM alert WHERE alert.village = ${village} AND closed_at IS NULL) CROSS JOIN submission ON id = rung`,
  alike: (village: string) =>
    `alike.submission AS marked FROM alike WHERE alike.village = ${village} AND apart_at IS NULL`,
}
