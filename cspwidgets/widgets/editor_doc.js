// The plan as the editor's page has it: rows by table, the days derived in Python, the columns.

/**
 * @typedef {{field: string, label: string, kind: string, table?: string,
 *   choices?: [string, string][], of?: string, hint?: string, internal?: boolean, start?: any}} Column
 * @typedef {{label: string, one: string, empty?: string, needs: string[],
 *   grid: Column[], details: Column[]}} Sheet
 * @typedef {Record<string, any> & {id: string}} Row
 * @typedef {{today: number, me: string, sheets: Record<string, Sheet>, plan: Sheet,
 *   stages: string[]}} EditorMeta
 * @typedef {ReturnType<typeof editorDoc>} Doc
 */

export function editorDoc() {
  /** @type {Record<string, any>} */
  let parts = {};
  /** @type {string[]} */
  let order = [];
  let meta = /** @type {EditorMeta} */ ({});
  /** @type {Map<string, Row[]>} */
  let tables = new Map();
  /** @type {Map<string, Map<string, Row>>} */
  let found = new Map();
  /** @type {Map<string, number>} */
  let dues = new Map();
  /** @type {Map<string, number>} */
  let late = new Map();
  let names = 0;

  /** The table of a row's part: `a7` is one of the activities. @param {string} key */
  const tableOf = (key) => /^[a-z]\d+$/.test(key) ? Object.keys(meta.sheets).find((table) => table[0] === key[0]) : undefined;

  function index() {
    tables = new Map(Object.keys(meta.sheets).map((table) => [table, []]));
    for (const key of order) tables.get(tableOf(key) ?? "")?.push(parts[key]);
    found = new Map([...tables].map(([name, all]) => [name, new Map(all.map((row) => [row.id, row]))]));
    dues = editorById(rows("activities"), parts.dues);
    late = editorById(rows("activities"), parts.late);
  }

  /** @param {string} table @returns {Row[]} */
  const rows = (table) => tables.get(table) ?? [];

  /** @param {string} table @param {string} id */
  const find = (table, id) => found.get(table)?.get(id);

  /** @param {string} table @returns {Sheet} */
  const sheet = (table) => meta.sheets[table] ?? meta.plan;

  return {
    rows, find, sheet,
    /** @param {import("./link.js").Whole} whole */
    whole(whole) {
      ({ parts, order } = whole);
      names += 1;
      meta = /** @type {EditorMeta} */ (whole.meta);
      index();
    },
    /** Returns the rows that were there and are changed, and what is changed in them. @param {import("./link.js").Patch} patch */
    patch(patch) {
      const changed = Object.entries(patch.put).map(([part, row]) => {
        const table = tableOf(part) ?? "";
        const before = find(table, row?.id);
        return { key: `${table}/${row?.id}`, fields: before ? editorChanged(before, row) : [] };
      });
      if (patch.meta || [...Object.keys(patch.put), ...patch.cut].some((key) => /^([^a]\d+|gains|criteria)$/.test(key))) names += 1;
      parts = { ...parts, ...patch.put };
      for (const key of patch.cut) delete parts[key];
      order = patch.order ?? order;
      meta = /** @type {EditorMeta} */ (patch.meta ?? meta);
      index();
      return changed;
    },
    get meta() { return meta; },
    /** Grows when rows that others name, or the words for things, may have changed. */
    get names() { return names; },
    /** Days since 1970, or the plan's week as a negative number. @param {string} id */
    due: (id) => dues.get(id),
    /** Working days late; 0 is in time. @param {string} id @returns {number} */
    late: (id) => late.get(id) ?? 0,
    /** An outcome's newest value, and the word for it. @param {string} id */
    gain: (id) => /** @type {[number | null, string] | undefined} */ (parts.gains[id]),
    /** What data says of a stage's exit criterion, in short and in a line. @param {string} id */
    criterion: (id) => /** @type {[string, string] | undefined} */ (parts.criteria[id]),
    /** @param {string} table */
    columns: (table) => [...sheet(table).grid, ...sheet(table).details],
    /** @param {string} table @param {string} field @returns {Column | undefined} */
    column: (table, field) =>
      [...sheet(table).grid, ...sheet(table).details].find((column) => column.field === field),
    /**
     * What a field holds, its default included. A column with a table of its own is one of the
     * plan's own fields.
     * @param {Row} row @param {Column} column
     */
    value: (row, column) =>
      column.table ? parts.plan[`${column.table}.${column.field}`] : (row[column.field] ?? column.start ?? null),
    /** @param {Row} row @returns {string} */
    state: (row) => row.state ?? "not_started",
    /** What a row is called. @param {Row | undefined} row @returns {string} */
    name: (row) => row?.name ?? row?.title ?? "",
  };
}

/** The fields that differ between two states of a row. @param {Row} before @param {Row} after */
const editorChanged = (before, after) =>
  Object.keys({ ...before, ...after }).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));

/** A list beside the rows as a map by their ids. @param {Row[]} rows @param {(number | null)[]} list @returns {Map<string, number>} */
function editorById(rows, list) {
  /** @type {Map<string, number>} */
  const found = new Map();
  for (const [place, { id }] of rows.entries()) {
    const one = list[place];
    if (one !== null && one !== undefined) found.set(id, one);
  }
  return found;
}
