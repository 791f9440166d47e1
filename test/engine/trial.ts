import type { Draft } from '../../src/claim/draft.ts';
import { readDraft } from '../../src/claim/read.ts';
import { estimateDraft } from '../../src/engine/estimate.ts';
import { openLibrary } from '../../src/policy/shipped.ts';
import { treeOf } from '../../src/source/tree.ts';
import { Folder } from '../batch/support/folder.ts';

const HEAD = `policy: 990700/employee
title: { zh: 试验, en: trial }
checked: 2026-01-01
sources: { page: { title: { zh: 文件, en: document }, grade: official } }
versions:
  - from: 2024-01-01
    source: page
    basis: stated
    lines:
`;

/** A place with one policy, of a few lines written in a test. */
export class Trial {
  readonly #folder = new Folder();
  readonly root = this.#folder.path;
  readonly options;
  readonly #base: object;

  /**
   * @param lines indented as in a file
   * @param base what its claims have in common
   */
  constructor(lines: string, base: object = {}) {
    this.#folder.write('990700-trial/employee.yaml', HEAD + lines);
    this.options = { library: openLibrary([this.root]) };
    this.#base = { region: '990700', insurance: 'employee', date: '2025-03-01', ...base };
  }

  draft(claim: object): Draft {
    return readDraft(treeOf({ ...this.#base, ...claim }, ''), (problem) => {
      throw new Error(problem.code);
    });
  }

  settle(claim: object): ReturnType<typeof estimateDraft> {
    return estimateDraft(this.draft(claim), this.options);
  }

  remove(): void {
    this.#folder.remove();
  }
}
