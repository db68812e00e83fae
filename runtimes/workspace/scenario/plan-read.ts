import type { AbiField, AbiType, AbiValue } from '../abi/abi-type.ts';
import type { AbiFunction } from '../abi/contract-abi.ts';
import { decodeResult } from '../abi/decode-result.ts';
import { findFunction } from '../abi/find-function.ts';
import { show, showAll, type Shown } from '../abi/show.ts';
import { accountId, type AccountId } from '../../core/cell.ts';
import { decodeHex } from '../../core/hex.ts';
import { err, ok, type Result } from '../../core/result.ts';
import { prepareArguments } from './arguments.ts';
import { generator, NO_RANDOM, type GeneratorScope } from './generator.ts';
import type { Expectation, FoundContract, ReadCall, Scenario, ScenarioError } from './model.ts';
import { planScope } from './plan-scope.ts';
import type { Resolve } from './resolve.ts';

/** A view call to make. */
export interface PlannedCall {
  readonly to: AccountId;
  readonly data: Uint8Array;
}

export interface Checked {
  readonly ok: boolean;
  /** null: what came back is no value; `problem` says why. */
  readonly actual: Shown | null;
  readonly problem?: string;
}

/** How to check an expectation: by a view call's output, or by an account's balance. */
export type PlannedExpectation = { readonly expected: Shown } & (
  | { readonly kind: 'call'; readonly call: PlannedCall; check(output: Uint8Array): Checked }
  | { readonly kind: 'balance'; readonly account: AccountId; check(balance: bigint): Checked }
);

const UINT256: AbiType = { kind: 'uint', bits: 256, text: 'uint256' };

export function planExpectation(
  scenario: Scenario,
  expectation: Expectation,
  resolve: Resolve,
): Result<PlannedExpectation, ScenarioError[]> {
  const { scope, errors } = planScope(scenario, resolve);
  const planned = prepareExpectation(expectation, `expect[${scenario.expect.indexOf(expectation)}]`, scope);
  return planned ? ok(planned) : err(errors);
}

/** @returns undefined where errors have been reported. */
export function prepareExpectation(
  expectation: Expectation,
  what: string,
  scope: GeneratorScope,
): PlannedExpectation | undefined {
  const { target } = expectation;
  if (target.kind === 'balance') {
    const account = balanceOwner(target.of, scope);
    const equals = generator(expectation.equals, UINT256, `equals of ${what}`, scope);
    if (!account || !equals) return undefined;
    const expected = String(equals.draw(NO_RANDOM));
    return {
      kind: 'balance',
      account,
      expected,
      check: (balance) => ({ ok: String(balance) === expected, actual: String(balance) }),
    };
  }
  const prepared = prepareRead(target.read, what, scope);
  if (!prepared) return undefined;
  const { call, called } = prepared;
  const type = resultType(called.outputs);
  if (!type) return scope.report(target.read.at, `${what}: ${called.signature} returns nothing to compare`);
  const equals = generator(expectation.equals, type, `equals of ${what} (${type.text})`, scope);
  if (!equals) return undefined;
  const value = equals.draw(NO_RANDOM);
  const expected =
    called.outputs.length === 1 ? show(value, type) : showAll(value as readonly AbiValue[], called.outputs);
  const wanted = JSON.stringify(expected);
  return {
    kind: 'call',
    call,
    expected,
    check: (output) => {
      const result = decodeResult(called, output);
      if (!result.ok) return { ok: false, actual: null, problem: result.error };
      const actual = showAll(result.value, called.outputs);
      return { ok: JSON.stringify(actual) === wanted, actual };
    },
  };
}

/** One output stands for itself, several for a tuple of them. */
function resultType(outputs: readonly AbiField[]): AbiType | undefined {
  const [only, ...others] = outputs;
  if (!only) return undefined;
  if (others.length === 0) return only.type;
  return { kind: 'tuple', components: outputs, text: `(${outputs.map((output) => output.type.text).join(',')})` };
}

function balanceOwner(
  of: Extract<Expectation['target'], { kind: 'balance' }>['of'],
  scope: GeneratorScope,
): AccountId | undefined {
  if (of.kind === 'address') return of.address;
  if (of.kind === 'account') return scope.accounts.account(scope.accounts.drawer(of.pick)(NO_RANDOM));
  return scope.resolve.get(of.name)?.address ?? scope.report(of.at, `the contract "${of.name}" has no address yet`);
}

/** The view call that finds a contract's address (`at`), and how to read the address out of its output. */
export function planLookup(
  scenario: Scenario,
  contract: FoundContract,
  read: ReadCall,
  resolve: Resolve,
): Result<
  { readonly call: PlannedCall; address(output: Uint8Array): Result<AccountId, ScenarioError> },
  ScenarioError[]
> {
  const { scope, errors } = planScope(scenario, resolve);
  const what = `at of contracts.${contract.name}`;
  const prepared = prepareLookup(read, what, scope);
  if (!prepared) return err(errors);
  const refuse = (message: string): Result<AccountId, ScenarioError> =>
    err({ message: `${what}: ${message}`, file: scenario.file, ...read.at });
  return ok({
    call: prepared.call,
    address: (output) => {
      const result = decodeResult(prepared.called, output);
      if (!result.ok) return refuse(result.error);
      const address = String(result.value[0]);
      return /^0x0*$/.test(address)
        ? refuse(`${prepared.called.signature} returned the zero address`)
        : ok(accountId(address));
    },
  });
}

/** As prepareRead, of a function that returns an address first. */
export function prepareLookup(read: ReadCall, what: string, scope: GeneratorScope): PreparedRead | undefined {
  const prepared = prepareRead(read, what, scope);
  if (!prepared || prepared.called.outputs[0]?.type.kind === 'address') return prepared;
  return scope.report(read.at, `${what}: ${prepared.called.signature} does not return an address`);
}

interface PreparedRead {
  readonly call: PlannedCall;
  readonly called: AbiFunction;
}

function prepareRead(read: ReadCall, what: string, scope: GeneratorScope): PreparedRead | undefined {
  const target = scope.resolve.get(read.contract);
  if (!target) return scope.report(read.at, `${what}: the contract "${read.contract}" has no address yet`);
  if (!target.abi) {
    return scope.report(
      read.at,
      `${what}: the ABI of "${read.contract}" is not known; add "abi" or "source" to it under "contracts"`,
    );
  }
  const found = findFunction(target.abi, read.function.name, read.function.types);
  if (!found.ok) return scope.report(read.at, `${what}: ${read.contract} has ${found.error}`);
  const called = found.value;
  const label = `${read.contract}.${called.name}`;
  const data = prepareArguments(
    read.args,
    called.inputs,
    decodeHex(called.selector),
    `${label} in ${what}`,
    read.at,
    scope,
  );
  return data && { call: { to: target.address, data: data(NO_RANDOM) }, called };
}
