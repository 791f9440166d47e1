import type { Draft } from '../../claim/read.ts';
import type { EstimateOptions } from '../../engine/estimate.ts';
import type { Context } from '../main.ts';
import type { EstimateFlags } from './estimate.ts';

/** `baoxiao` alone: prompts on a terminal, the sample estimate where there is none. */
export async function interactiveCommand(context: Context): Promise<number> {
  const { sampleCommand } = await import('./sample.ts');
  return sampleCommand(context);
}

export async function askAndEstimate(
  _draft: Draft,
  _flags: EstimateFlags,
  _options: EstimateOptions,
  context: Context,
): Promise<number> {
  return interactiveCommand(context);
}
