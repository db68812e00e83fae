/** The variables of Solidity code between two instructions. */
import { addressOf } from '../../../core/cell.ts';
import { toHex } from '../../../core/hex.ts';
import { lastUpTo } from '../../../core/partition-point.ts';
import { objectOf } from '../../../core/json-shape.ts';
import type { MachineView, Variable, VariableScope } from '../../../sdk/debug-info.ts';
import { nameOf, type AstNode, type ByteRange } from '../../compiler/language/ast.ts';
import { calldataVariable } from './calldata-variable.ts';
import { CallLayouts, isWithin, type CallLayout, type Place, type Spot } from './call-layout.ts';
import { JUMPDEST, JUMP_IN } from './code-map.ts';
import { structVariable, withoutValue } from './compound-variable.ts';
import { functionTitle, simpleName } from './functions.ts';
import type { StackVariable } from './local-scope.ts';
import { memoryVariable } from './memory-variable.ts';
import { functionCalled, passedArguments, SELECTOR, withType, type PassedArgument } from './passed-arguments.ts';
import type { SolidityCodeInfo } from './solidity-debug-info.ts';
import { StateVariables } from './state-variables.ts';
import { storageVariable } from './storage-variable.ts';
import { StorageView } from './storage-view.ts';
import { wordText } from './value-text.ts';

/** Instructions that are gone back at most for one that is where people wrote the function. */
const BACK = 256;

/** A function that is run: `base`: words on the stack when it begins, its arguments included. */
interface Running {
  readonly node: AstNode;
  readonly base: number;
  readonly spot: Spot;
}

export class SolidityVariables {
  readonly #info: SolidityCodeInfo;
  readonly #layouts: CallLayouts;
  readonly #state: StateVariables;
  readonly #isByYul: boolean;
  readonly #isOptimised: boolean;

  constructor(info: SolidityCodeInfo, storageLayout: unknown) {
    this.#info = info;
    this.#layouts = new CallLayouts(info.program, info.contract);
    const { settings } = info.debug;
    this.#isByYul = settings['viaIR'] === true;
    this.#isOptimised = this.#isByYul || objectOf(settings['optimizer'])['enabled'] === true;
    const { program, isCreation, debug } = info;
    const contracts = this.#layouts.linearized();
    const { immutableReferences } = debug.deployedBytecode;
    this.#state = new StateVariables({ program, contracts, storageLayout, immutableReferences, isCreation });
  }

  scopes(view: MachineView): readonly VariableScope[] {
    const storage = new StorageView(view, view.frame.account);
    const passed = this.#isOptimised ? this.#passed(view) : [];
    const scopes = this.#isByYul ? scopeOf(passed) : this.#ofStack(view, storage, passed);
    const state = this.#state.variables(view, storage);
    return [
      ...scopes,
      ...(state.length > 0 ? [{ kind: 'state', title: 'State', variables: state } as const] : []),
      { kind: 'machine', title: 'Message', variables: messageOf(view) },
    ];
  }

  #ofStack(view: MachineView, storage: StorageView, passed: readonly PassedArgument[]): readonly VariableScope[] {
    const running = this.#running(view);
    const layout = running && this.#layouts.layout(running.node, running.spot);
    if (running === undefined || layout === undefined) return scopeOf(passed);
    const readAll = (variables: readonly StackVariable[]): readonly Variable[] =>
      variables
        .filter(({ name }) => name !== '')
        .map((variable) => this.#onStack(variable, running.base + variable.slot, view, storage));
    if (!this.#isOptimised) return scopesOf(running.node, layout, readAll);
    // Within a stretch of instructions the optimiser has them where it likes; call data is what it is.
    const exact = new Map(passed.flatMap(({ variable, isSure }) => (isSure ? [[variable.name, variable]] : [])));
    const read = (variables: readonly StackVariable[]): readonly Variable[] =>
      readAll(variables).map((variable) => {
        const known = variables === layout.parameters ? exact.get(variable.name) : undefined;
        return known ?? withType(variable, `${variable.type}${APPROXIMATE}`);
      });
    return scopesOf(running.node, layout, read).map((scope) =>
      scope.variables.every(({ type }) => !type.endsWith(APPROXIMATE))
        ? scope
        : { ...scope, title: `${scope.title} (approximate)` },
    );
  }

  #onStack({ name, type, location }: StackVariable, index: number, view: MachineView, storage: StorageView): Variable {
    const { stack, memory, frame } = view;
    const word = index < 0 ? undefined : stack[index];
    if (word === undefined) return withoutValue(name, type.label, 'not on the stack');
    if (type.kind === 'function') {
      if (type.isExternal)
        return {
          name,
          type: type.label,
          ...wordText(type, ((word << 32n) | ((stack[index + 1] ?? 0n) & 0xffffffffn)) << 64n),
        };
      const called = this.#info.functions.entries.get(Number(word & 0xffffffffn));
      const text = wordText(type, word);
      return { name, type: type.label, ...text, ...(called !== undefined && { value: functionTitle(called) }) };
    }
    switch (location) {
      case 'memory':
        return memoryVariable(name, type, memory, word);
      case 'calldata':
        return calldataVariable(name, type, frame.data, word, stack[index + 1]);
      case 'storage':
        return storageVariable(name, type, storage, { slot: word, offset: 0 });
      case 'stack':
        return { name, type: type.label, ...wordText(type, word) };
    }
  }

  /** The function that runs, and where in its source. */
  #running(view: MachineView): Running | undefined {
    const { call } = view;
    const { functions, isCreation } = this.#info;
    if (call !== undefined) {
      const entry = functions.entries.get(call.entry);
      if (entry === undefined || entry.node.nodeType === 'VariableDeclaration') return undefined;
      const { node } = entry;
      const modifiers = this.#layouts.modifiersOf(node);
      const spot = this.#spot(view, call.entry, call.height, (one) => isOf(node, modifiers, one));
      return spot && { node, base: call.height, spot };
    }
    // Nothing has been entered: what is run without a jump.
    const candidates = (isCreation ? this.#constructors() : this.#unnamed(view)).map((one) => {
      const modifiers = this.#layouts.modifiersOf(one.node);
      return { ...one, isOwn: (spot: Spot) => isOf(one.node, modifiers, spot) };
    });
    const spot = this.#spot(view, 0, 0, (one) => candidates.some(({ isOwn }) => isOwn(one)));
    const found = spot && candidates.find(({ isOwn }) => isOwn(spot));
    return found && spot && { node: found.node, base: found.base, spot };
  }

  /** A constructor begins with its own arguments on the stack, above those of the constructors that it is run from. */
  #constructors(): readonly { readonly node: AstNode; readonly base: number }[] {
    let base = 0;
    return this.#layouts.linearized().flatMap((contract) => {
      const node = functionsIn(contract).find((one) => one['kind'] === 'constructor');
      if (node === undefined) return [];
      base += this.#layouts.parameterSlots(node);
      return [{ node, base }];
    });
  }

  /** Whoever looked for a function by its selector has left the selector on the stack. */
  #unnamed({ frame }: MachineView): readonly { readonly node: AstNode; readonly base: number }[] {
    const hasSelector = Object.keys(this.#info.debug.methodIdentifiers).length > 0 && frame.data.length >= SELECTOR;
    const found = this.#layouts.linearized().flatMap(functionsIn);
    return ['receive', 'fallback'].flatMap((kind) => {
      const node = found.find((one) => one['kind'] === kind);
      if (node === undefined) return [];
      return [{ node, base: (hasSelector && kind === 'fallback' ? 1 : 0) + this.#layouts.parameterSlots(node) }];
    });
  }

  /**
   * Where the function stands: in what solc has made by itself (its utilities, constants) the place that it came from. `entry`: of the
   * function, `from`: words on the stack that are not its own.
   */
  #spot(view: MachineView, entry: number, from: number, isOwn: (spot: Spot) => boolean): Spot | undefined {
    const { map, functions } = this.#info;
    let offset = view.offset;
    if (functions.owner[offset] !== entry || functions.isShared[offset] === 1) {
      const returns = this.#returnsTo(view.stack, entry, from);
      if (returns === undefined) return undefined;
      offset = returns;
    }
    let index = lastUpTo(map.offsets, offset);
    for (let n = 0; n < BACK && index >= 0; n++, index--) {
      const at = map.offsets[index] ?? 0;
      if (functions.owner[at] !== entry) continue;
      const start = map.start[at] ?? 0;
      const range = { start, end: start + (map.length[at] ?? 0) };
      const spot = {
        file: map.file[at] ?? -1,
        range,
        modifiers: map.modifiers[at] ?? 0,
        before: (modifier: AstNode, nth: number) => this.#before(at, entry, modifier, nth),
      };
      if (isOwn(spot)) return spot;
      if (!this.#isNobodys(at)) return undefined;
    }
    return undefined;
  }

  /** The statement of a modifier whose code comes last before the offset. */
  #before(offset: number, entry: number, modifier: AstNode, nth: number): ByteRange | undefined {
    const { map, functions, positions } = this.#info;
    for (let index = lastUpTo(map.offsets, offset); index >= 0; index--) {
      const at = map.offsets[index] ?? 0;
      if (functions.owner[at] !== entry || map.modifiers[at] !== nth) continue;
      const place = positions.place(at);
      if (place?.node.kind !== 'step') continue;
      const [start = 0, length = 0, file] = modifier.src.split(':').map(Number);
      if (file === place.file.id && start <= place.node.start && place.node.end <= start + length) return place.node;
    }
    return undefined;
  }

  /** In no source, or the value of a constant, which is written where it is used. */
  #isNobodys(offset: number): boolean {
    const node = this.#info.positions.place(offset)?.node.node;
    return node === undefined || (node.nodeType === 'VariableDeclaration' && node['constant'] === true);
  }

  /** The topmost place of the function that a jump into another has left on the stack. */
  #returnsTo(stack: readonly bigint[], entry: number, from: number): number | undefined {
    const { map, functions } = this.#info;
    for (let n = stack.length - 1; n >= from; n--) {
      const word = stack[n] ?? 0n;
      if (word <= 0n || word >= BigInt(map.code.length)) continue;
      const at = Number(word);
      const isReturn = map.code[at] === JUMPDEST && map.jump[at - 1] === JUMP_IN;
      if (isReturn && functions.owner[at] === entry) return at;
    }
    return undefined;
  }

  /** What the frame was called with, where the function that it was called for stands. */
  #passed(view: MachineView): readonly PassedArgument[] {
    const called = functionCalled(view, this.#layouts.linearized());
    if (called === undefined || this.#info.isCreation) return [];
    const { call, isOutermost, offset } = view;
    const { functions, positions, map } = this.#info;
    if (call !== undefined && (isOutermost !== true || functions.entries.get(call.entry)?.node !== called)) return [];
    // What stands there may be of a function that was put into this one.
    const place = positions.place(offset);
    const start = map.start[offset] ?? 0;
    const spot = { file: place?.file.id ?? -1, range: { start, end: start + (map.length[offset] ?? 0) } };
    const isThere = place === undefined || isOf(called, this.#layouts.modifiersOf(called), spot);
    return isThere ? passedArguments(this.#info.program, called, view.frame.data) : [];
  }
}

const functionsIn = (contract: AstNode): readonly AstNode[] =>
  (Array.isArray(contract['nodes']) ? (contract['nodes'] as readonly AstNode[]) : []).filter(
    (node) => node.nodeType === 'FunctionDefinition',
  );

const isOf = (node: AstNode, modifiers: readonly (AstNode | undefined)[], spot: Place): boolean =>
  isWithin(node, spot) || modifiers.some((modifier) => modifier !== undefined && isWithin(modifier, spot));

/** Where nothing else is known of the function. */
function scopeOf(passed: readonly PassedArgument[]): readonly VariableScope[] {
  if (passed.length === 0) return [];
  const variables = passed.map(({ variable, isSure }): Variable => {
    const { name, type, value } = variable;
    return isSure ? variable : withoutValue(name, type, `${value} when it was called`);
  });
  return [{ kind: 'arguments', title: 'Arguments', variables }];
}

const APPROXIMATE = ', approximate';

function scopesOf(
  node: AstNode,
  { modifier, parameters, returns, locals }: CallLayout,
  read: (variables: readonly StackVariable[]) => readonly Variable[],
): readonly VariableScope[] {
  const name = simpleName(node);
  const all: readonly VariableScope[] = [
    ...(modifier === undefined
      ? []
      : [
          {
            kind: 'arguments' as const,
            title: `Arguments of ${nameOf(modifier.node)}`,
            variables: read(modifier.parameters),
          },
        ]),
    {
      kind: 'locals',
      title: modifier === undefined ? 'Locals' : `Locals of ${nameOf(modifier.node)}`,
      variables: inner(read(locals)),
    },
    {
      kind: 'arguments',
      title: modifier === undefined ? 'Arguments' : `Arguments of ${name}`,
      variables: read(parameters),
    },
    { kind: 'returns', title: modifier === undefined ? 'Returns' : `Returns of ${name}`, variables: read(returns) },
  ];
  return all.filter(({ variables }) => variables.length > 0);
}

/** Of several with one name the innermost. */
const inner = (variables: readonly Variable[]): readonly Variable[] =>
  variables.filter(({ name }, n) => variables.findLastIndex((other) => other.name === name) === n);

function messageOf({ frame }: MachineView): readonly Variable[] {
  const account = (name: string, id: typeof frame.caller): Variable => ({
    name,
    type: 'address',
    value: `0x${id}`,
    compare: addressOf(id) === undefined ? `0x${id}` : BigInt(`0x${id}`),
  });
  const isCall = frame.kind !== 'create';
  const selector = frame.data.subarray(0, SELECTOR);
  const sig: Variable = {
    name: 'sig',
    type: 'bytes4',
    ...(isCall && selector.length === SELECTOR
      ? { value: `0x${toHex(selector)}`, compare: BigInt(`0x${toHex(selector)}`) }
      : { value: '0x00000000', compare: 0n }),
  };
  const value: Variable = { name: 'value', type: 'uint256', value: frame.value.toString(), compare: frame.value };
  const data: Variable = {
    name: 'data',
    type: 'bytes',
    value: `${isCall ? frame.data.length : 0} bytes`,
    compare: isCall ? `0x${toHex(frame.data)}` : '0x',
  };
  const members = [account('sender', frame.caller), value, sig, data];
  return [structVariable({ name: 'msg', type: 'msg', depth: 0 }, () => members), account('this', frame.account)];
}
