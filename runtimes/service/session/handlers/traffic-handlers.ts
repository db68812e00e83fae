import { dirname, relative, sep } from 'node:path';
import { err, ok } from '../../../core/result.ts';
import { defaultHardfork } from '../../../registry.ts';
import { addContracts } from '../../../workspace/traffic/add-contracts.ts';
import { examineTraffic } from '../../../workspace/traffic/examine-traffic.ts';
import { readTraffic } from '../../../workspace/traffic/read-traffic.ts';
import { writeTraffic } from '../../../workspace/traffic/write-traffic.ts';
import type { Handlers } from '../../server/handlers.ts';
import { scenarioContext } from '../scenarios.ts';
import type { Session } from '../session.ts';
import { whyNotCompiled } from '../why-not-compiled.ts';
import { serviceError } from './file-handlers.ts';

type TrafficMethods = Extract<keyof Handlers, `traffic.${string}`>;

export function trafficHandlers(session: Session): Pick<Handlers, TrafficMethods> {
  const { files, compilers } = session;
  return {
    'traffic.read': ({ path, text }) => {
      const read = readTraffic(text, path);
      return Promise.resolve(
        read.ok
          ? ok({ form: read.value.form, flaws: [] })
          : ok({ form: null, flaws: read.error.map((flaw) => ({ ...flaw, field: null })) }),
      );
    },
    'traffic.write': ({ path, text, form }) => {
      const written = writeTraffic(text, path, form);
      return Promise.resolve(
        written.ok ? ok({ text: written.value }) : err({ code: 'invalid', message: `${path}: ${written.error}` }),
      );
    },
    'traffic.examine': async ({ path, text }, { signal }) => {
      const file = await files.absolute(path);
      if (!file.ok) return err(serviceError(file.error));
      const examined = await examineTraffic(file.value, path, text, scenarioContext(session));
      return signal.aborted ? err({ code: 'cancelled', message: 'cancelled' }) : ok(examined);
    },
    'traffic.add': async ({ path, text, source, contract }, { signal }) => {
      const [file, code] = await Promise.all([files.absolute(path), files.absolute(source)]);
      if (!file.ok) return err(serviceError(file.error));
      if (!code.ok) return err(serviceError(code.error));
      const compiled = await compilers.compile(code.value, defaultHardfork, signal, false);
      if (!compiled.ok) return compiled;
      const { succeeded, artifacts, diagnostics } = compiled.value;
      if (!succeeded) return err({ code: 'invalid', message: await whyNotCompiled(source, code.value, diagnostics) });
      const from = relative(dirname(file.value), code.value).replaceAll(sep, '/');
      const added = addContracts(text, path, from, artifacts, contract);
      return added.ok ? ok({ text: added.value }) : err({ code: 'invalid', message: added.error });
    },
  };
}
