import { err, ok, type Result } from '../../core/result.ts';
import { placeOf, type Place } from '../../workspace/formats/place.ts';
import { refusal, type Answer } from '../answer.ts';
import { EXIT } from '../exit-code.ts';
import type { Host } from '../host.ts';

/** `FILE` and `--at POSITION`, or `FILE@POSITION`. */
export function placeAt(ledger: string, at: string | undefined, host: Host): Result<Place, Answer> {
  const place = placeOf(ledger, host.base);
  if (at === undefined) return ok(place);
  if (place.position === undefined) return ok({ ...place, position: at });
  const message = `two blocks are named: @${place.position} and --at ${at}`;
  return err(refusal(EXIT.input, { message, file: ledger, advice: 'Leave one of them out.' }));
}
