import type { KnownContract, TrafficForm } from '../../../runtimes/service/contract/traffic.ts';
import type { Flaws } from './flaws.ts';

/** What each part of the form works on. */
export interface PartProps {
  readonly form: TrafficForm;
  readonly known: readonly KnownContract[];
  readonly flaws: Flaws;
}
