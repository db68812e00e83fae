import type { Artifact } from '../../../core/artifact.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import type { LiveLedger } from '../../../workspace/live/live-ledger.ts';
import type { ServiceError } from '../../contract/error.ts';
import type { Handlers } from '../../server/handlers.ts';
import type { Session } from '../session.ts';
import { Views } from '../views.ts';
import { hardforkOf } from './code-handlers.ts';
import { serviceError } from './file-handlers.ts';
import { whyNotCompiled } from '../why-not-compiled.ts';
import { accountOf, finish, ledgerError, senderOf } from './ledger-handlers.ts';

type ContractMethods =
  'contracts.list' | 'contracts.deploy' | 'contracts.adopt' | 'contracts.verify' | 'contracts.call' | 'contracts.send';

export function contractHandlers(session: Session): Pick<Handlers, ContractMethods> {
  return {
    'contracts.list': async () => {
      const live = await session.live();
      if (!live.ok) return live;
      const views = new Views(live.value);
      return ok(live.value.contracts.all.map((one) => views.contract(one)));
    },
    'contracts.deploy': async ({ path, contract, args, ...sending }, { signal, progress }) => {
      const live = await session.live();
      if (!live.ok) return live;
      const sender = senderOf(live.value, sending);
      if (!sender.ok) return sender;
      progress({ done: 0, total: 2, what: `compiling ${path}` });
      const artifact = await artifactOf(session, path, contract, signal);
      if (!artifact.ok) return artifact;
      if (artifact.value.artifact.code.length === 0)
        return err({ code: 'refused', message: `${contract} is abstract or an interface and cannot be deployed` });
      if (artifact.value.artifact.isPrecompile)
        return err({ code: 'refused', message: `${contract} is a precompile, which a scenario binds to an address` });
      progress({ done: 1, total: 2, what: `deploying ${contract}` });
      const deployed = await live.value.deploy({ ...artifact.value, args, ...sender.value });
      if (!deployed.ok) return err(ledgerError(deployed.error));
      const { sent, contract: made } = deployed.value;
      if (made !== undefined) session.emit('contracts.changed', {});
      const told = await session.tellBlock(live.value, [sent]);
      if (!told.ok) return told;
      const views = new Views(live.value);
      return ok({ transaction: views.transaction(sent), contract: made === undefined ? null : views.contract(made) });
    },
    'contracts.adopt': async ({ address, path, contract }, { signal }) => {
      const live = await session.live();
      if (!live.ok) return live;
      const account = accountOf(live.value, address);
      if (!account.ok) return account;
      const artifact = await artifactOf(session, path, contract, signal);
      if (!artifact.ok) return artifact;
      const adopted = await live.value.adopt(account.value, artifact.value.artifact);
      if (!adopted.ok) return err(ledgerError(adopted.error));
      session.emit('contracts.changed', {});
      return ok(new Views(live.value).contract(adopted.value));
    },
    'contracts.verify': async ({ address }, { signal }) => {
      const live = await session.live();
      if (!live.ok) return live;
      const account = accountOf(live.value, address);
      if (!account.ok) return account;
      const known = live.value.contracts.at(account.value);
      if (known === undefined)
        return err({ code: 'notFound', message: `no contract is known at ${address}: load it there` });
      const { source, contract } = known.artifact;
      const artifact = await artifactOf(session, source, contract, signal);
      if (!artifact.ok) return artifact;
      const verdict = live.value.verify(account.value, artifact.value.artifact);
      if (!verdict.ok) return err(ledgerError(verdict.error));
      return ok({ verdict: verdict.value.kind, why: verdict.value.kind === 'same' ? '' : verdict.value.why });
    },
    'contracts.call': async (given, { signal }) => {
      const live = await session.live();
      if (!live.ok) return live;
      const calling = callingOf(live.value, given);
      if (!calling.ok) return calling;
      const called = await live.value.call(calling.value, signal);
      return called.ok
        ? ok(new Views(live.value).call(called.value, calling.value.to))
        : err(ledgerError(called.error));
    },
    'contracts.send': async (given) => {
      const live = await session.live();
      if (!live.ok) return live;
      const calling = callingOf(live.value, given);
      if (!calling.ok) return calling;
      return finish(session, live.value, await live.value.send(calling.value));
    },
  };
}

export function callingOf(live: LiveLedger, given: Parameters<Handlers['contracts.call']>[0]) {
  const { to, signature, args, ...sending } = given;
  const target = accountOf(live, to);
  if (!target.ok) return target;
  const sender = senderOf(live, sending);
  return sender.ok ? ok({ to: target.value, signature, args, ...sender.value }) : sender;
}

/** What the file on the disk is now, not what it was when somebody looked. */
async function artifactOf(
  session: Session,
  path: string,
  contract: string,
  signal: AbortSignal,
): Promise<Result<{ artifact: Artifact; siblings: readonly Artifact[] }, ServiceError>> {
  const file = await session.files.absolute(path);
  if (!file.ok) return err(serviceError(file.error));
  const compiled = await session.compilers.compile(file.value, await hardforkOf(session), signal, false);
  if (!compiled.ok) return compiled;
  const { succeeded, diagnostics, artifacts } = compiled.value;
  if (!succeeded) return err({ code: 'refused', message: await whyNotCompiled(path, file.value, diagnostics) });
  const artifact = artifacts.find((one) => one.contract === contract && one.source === path);
  if (artifact === undefined) return err({ code: 'notFound', message: `${path} has no contract ${contract} any more` });
  return ok({ artifact, siblings: artifacts });
}
