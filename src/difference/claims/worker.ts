import { workerData } from 'node:worker_threads';
import { serve } from '../../batch/serve.ts';
import { DifferenceLane } from './lane.ts';
import type { DifferenceSetup } from './setup.ts';

serve(() => new DifferenceLane(workerData as DifferenceSetup));
