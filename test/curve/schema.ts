/** What `policy curve --format json` prints, for the tests: every field, and none besides. */
const yuan = { type: 'string', pattern: '^\\d+\\.\\d\\d$' };
/** An exact fraction of a yuan: `30600/1`, `239800/3`. */
const exact = { type: 'string', pattern: '^-?\\d+/\\d+$' };
/** Of one more fen: `1/5`, `0`. */
const share = { type: 'string', pattern: '^-?\\d+(/\\d+)?$' };
const percent = { anyOf: [{ type: 'null' }, { type: 'string', pattern: '^\\d+\\.\\d\\d%$' }] };
const amount = { anyOf: [{ type: 'null' }, yuan] };

const object = (required: Record<string, unknown>, optional: Record<string, unknown> = {}) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(required),
  properties: { ...required, ...optional },
});
const list = (items: unknown) => ({ type: 'array', items });
const text = { type: 'string', minLength: 1 };
const whole = { type: 'integer', minimum: 0 };

const side = object({ bill: yuan, psn_part_amt: amount });
const edge = { last_before: side, first_after: side };
const cause = object({ text }, { key: text, file: text, line: { type: 'integer', minimum: 1 } });
const slopes = {
  anyOf: [
    { type: 'null' },
    object({ person: share, payers: { type: 'object', additionalProperties: share } }),
  ],
};
const cliff = {
  kind: { enum: ['jump', 'stretch'] },
  from: exact,
  to: exact,
  person: { anyOf: [exact, share] },
  falls: list(object({ payer: text, by: { anyOf: [exact, share] } })),
  causes: list(cause),
  explained: { type: 'boolean' },
};
const drop = { bill: exact, by: exact, causes: list(text) };
const inversion = {
  lower: list(text),
  higher: list(text),
  bound: { enum: ['low', 'high'] },
  from: exact,
  to: exact,
  most: exact,
  at: exact,
};

const curve = object({
  payers: list(object({ id: text, label: text })),
  breaks: list(
    object(
      {
        kind: { enum: ['start', 'bend', 'shift', 'jump', 'stop', 'resume', 'end'] },
        bill: yuan,
        exact,
        rate: percent,
        before: slopes,
        after: slopes,
        causes: list(cause),
      },
      {
        settlement: { type: 'object', additionalProperties: { type: 'string' } },
        payers: list(object({ id: text, label: text, field: text, amount: yuan })),
        steps: list(object(edge)),
        ...edge,
      },
    ),
  ),
  rates: list(object({ bill: yuan, psn_part_amt: amount, rate: percent })),
  cliffs: list(object(cliff, { ...edge, reasons: list(text) })),
  drops: list(object(drop, edge)),
});

export const CURVE_SCHEMA = object(
  {
    format_version: { const: 1 },
    policy: object({ id: text, title: text, version: text }),
    policies: list(object({ id: text, version: text })),
    circumstances: { type: 'object' },
    covered: { type: 'boolean' },
    curve,
    inversions: list(object(inversion)),
    notices: list(object({ code: text, severity: text, message: text })),
  },
  { curve_high: curve },
);

const where = {
  scheme: text,
  circumstances: { type: 'object' },
  admission: { type: 'integer', minimum: 1 },
  grows: text,
  bound: { enum: ['low', 'high'] },
  combinations: { type: 'integer', minimum: 1 },
};
const more = { beside: { type: 'object' }, taken_as_nil: list(text) };
const counts = {
  combinations: whole,
  refused: whole,
  opened: whole,
  curves: whole,
  breaks: whole,
  unexplained: whole,
  cliffs: whole,
  drops: whole,
  inversions: whole,
};

export const ALL_SCHEMA = object({
  format_version: { const: 1 },
  policies: list(
    object(
      {
        policy: text,
        version: text,
        dates: list(text),
        ...counts,
        found: object({
          cliffs: list(object({ ...where, ...cliff }, { ...edge, ...more, reasons: list(text) })),
          drops: list(object({ ...where, ...drop }, { ...edge, ...more })),
          inversions: list(object({ circumstances: { type: 'object' }, grows: text, ...inversion })),
        }),
      },
      { with: list(text) },
    ),
  ),
  total: object(counts),
});
