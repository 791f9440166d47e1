import { LEVELS } from '../../codes/tables.ts';
import type { Text } from '../../diagnostics/text.ts';
import { formulaAt, type LevelAnswer, levelsOf } from './levels.ts';
import { lineName, type PolicyDraft } from './model.ts';
