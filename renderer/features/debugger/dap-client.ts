/** One session of the service's debugger, request by request; every answer is checked. */
import type { z } from 'zod';
import { err, ok, type Result } from '../../../runtimes/core/result.ts';
import type { Service } from '../../store/service.ts';

/** @returns the body; the error is a sentence. */
export async function askDebugger<S extends z.ZodType>(
  service: Service,
  session: number,
  command: string,
  args: unknown,
  shape: S,
): Promise<Result<z.output<S>, string>> {
  const answer = await service.request('debug.ask', { session, command, arguments: args });
  if (!answer.ok) return err(answer.error.message);
  const body = shape.safeParse(answer.value.body);
  return body.success ? ok(body.data) : err(`the debugger's answer to ${command} cannot be read`);
}
