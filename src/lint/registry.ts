import type { Check, Rule } from './check.ts';
import { applies } from './checks/applies.ts';
import { bandsCheck } from './checks/bands.ts';
import { caps } from './checks/caps.ts';
import { casesBeside } from './checks/cases-beside.ts';
import { dates } from './checks/dates.ts';
import { defaults } from './checks/defaults.ts';
import { effects } from './checks/effects.ts';
import { gaps } from './checks/gaps.ts';
import { gates } from './checks/gates.ts';
import { names } from './checks/names.ts';
import { nationalAgain } from './checks/national-again.ts';
import { neverHolds } from './checks/never-holds.ts';
import { neverUsed } from './checks/never-used.ts';
import { notes } from './checks/notes.ts';
import { parameters } from './checks/parameters.ts';
import { placesCheck } from './checks/places.ts';
import { rulesTwice } from './checks/rules-twice.ts';
import { sharedTables } from './checks/shared.ts';
import { sources } from './checks/sources.ts';
import { supplements } from './checks/supplements.ts';
import { tables } from './checks/tables.ts';
import { texts } from './checks/texts.ts';
import { tooMany } from './checks/too-many.ts';
import { versions } from './checks/versions.ts';
import { years } from './checks/years.ts';

/** Every check, in the order docs/LINT.md has them. */
export const CHECKS: readonly Check[] = [
  gaps,
  tooMany,
  neverUsed,
  neverHolds,
  effects,
  bandsCheck,
  caps,
  gates,
  tables,
  rulesTwice,
  versions,
  years,
  dates,
  defaults,
  nationalAgain,
  parameters,
  sharedTables,
  sources,
  notes,
  texts,
  names,
  placesCheck,
  applies,
  supplements,
  casesBeside,
];

export const RULES: readonly Rule[] = CHECKS.flatMap(({ rules }) => rules);
