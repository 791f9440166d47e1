import { describe, expect, test } from 'vitest';
import type { DateFormat } from '../../../src/batch/header/map.ts';
import { asIsoDate } from '../../../src/batch/rows/dates.ts';

describe('dates as a house writes them', () => {
  test.each<[DateFormat, string, string | undefined]>([
    ['YYYY-MM-DD', '2025-05-01', '2025-05-01'],
    ['YYYY-MM-DD', ' 2025-05-01 ', '2025-05-01'],
    ['YYYY-MM-DD', '2025-05-01 10:20', '2025-05-01 10:20'],
    ['YYYY-MM-DD', '２０２５-０５-０１', '2025-05-01'],
    ['YYYY-MM-DD', '2025-05-011', undefined],
    ['YYYY-MM-DD', '20250501', undefined],
    ['YYYY-MM-DD', '2025/5/1', undefined],
    ['YYYY-MM-DD', '', undefined],
    ['YYYYMMDD', '20250501', '2025-05-01'],
    ['YYYYMMDD', '20250501102030', '2025-05-01'],
    ['YYYYMMDD', '20250501 10:20:30', '2025-05-01'],
    ['YYYYMMDD', '20250501T1020', '2025-05-01'],
    ['YYYYMMDD', '2025-05-01', '2025-05-01'],
    ['YYYYMMDD', '２０２５０５０１', '2025-05-01'],
    ['YYYYMMDD', '20251399', '2025-13-99'],
    ['YYYYMMDD', '202505011', undefined],
    ['YYYYMMDD', '2025051', undefined],
    ['YYYYMMDD', '2025/5/1', undefined],
    ['YYYY/M/D', '2025/5/1', '2025-05-01'],
    ['YYYY/M/D', '2025/05/01', '2025-05-01'],
    ['YYYY/M/D', '2025/12/31 8:05', '2025-12-31'],
    ['YYYY/M/D', '2025-05-01', '2025-05-01'],
    ['YYYY/M/D', '2025/5', undefined],
    ['YYYY/M/D', '5/1/2025', undefined],
    ['YYYY/M/D', '25/5/1', undefined],
    ['YYYY/M/D', '2025/5/123', undefined],
    ['YYYY/M/D', '20250501', undefined],
  ])('%s: %j is %s', (format, text, iso) => expect(asIsoDate(text, format)).toBe(iso));
});
