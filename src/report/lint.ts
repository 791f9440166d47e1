import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Lang } from '../diagnostics/text.ts';
import { problemAnnotations } from './check/github.ts';
import type { JsonObject } from './claim-json.ts';
import { diagnosticJson } from './diagnostic-json.ts';
import { type DiagnosticsOptions, diagnosticsText } from './diagnostics.ts';
import { say } from './say.ts';

/** What lint found, as a report shows it. */
export interface LintRun {
  /** Policy files looked at. */
  readonly files: number;
  readonly findings: readonly Diagnostic[];
  /** Notes that only `--strict` shows. */
  readonly hidden: number;
}

/** Changes when a field changes its meaning or goes away. */
const FORMAT_VERSION = 1;

export function lintText(run: LintRun, options: DiagnosticsOptions): string {
  const last = summary(run, options.lang);
  return run.findings.length === 0 ? last : `${diagnosticsText(run.findings, options)}\n\n${last}`;
}

export function lintJson({ files, findings, hidden }: LintRun, lang: Lang): JsonObject {
  const count = (severity: string): number => findings.filter((one) => one.severity === severity).length;
  return {
    format_version: FORMAT_VERSION,
    files,
    findings: findings.map((finding) => diagnosticJson(finding, lang)),
    counts: { error: count('error'), warning: count('warning'), info: count('info') },
    hidden,
  };
}

/** Annotations of GitHub Actions, each at its line, then the count. */
export function lintGithub(run: LintRun, lang: Lang): string {
  return [...problemAnnotations(run.findings, lang), summary(run, lang)].join('\n');
}

function summary({ files, findings, hidden }: LintRun, lang: Lang): string {
  const count = findings.length;
  const result = {
    zh: `${files} 份政策文件，${count === 0 ? '没有问题' : `${count} 处`}`,
    en: `${files} policy file${files === 1 ? '' : 's'}, ${count === 0 ? 'no problems' : `${count} finding${count === 1 ? '' : 's'}`}`,
  };
  if (hidden === 0) return say(result, lang);
  const notes = {
    zh: `${result.zh}（另有 ${hidden} 条提示，--strict 列出）`,
    en: `${result.en} (and ${hidden} note${hidden === 1 ? '' : 's'}; --strict lists them)`,
  };
  return say(notes, lang);
}
