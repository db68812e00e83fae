import { GROW_MEMORY, type HostFunction } from '../module/host-functions.ts';
import type { TraceFunction } from '../module/trace-hooks.ts';
import type { ContractInstance } from './contract-instance.ts';
import type { WasmFrame } from './frame.ts';
import type { FrameTrace } from './frame-trace.ts';
import { HOST_CALL } from './host-costs.ts';

type HostFunctions = Record<HostFunction | typeof GROW_MEMORY, (...args: never[]) => unknown>;

/** The imports of one instance, for whatever frame it runs. Pointers arrive signed and are taken as unsigned. */
export function createImports(instance: ContractInstance): HostFunctions {
  const frame = (): WasmFrame => {
    const { frame: current } = instance;
    if (current === undefined) throw new Error('wasm: a host function without a frame');
    current.charge(HOST_CALL);
    return current;
  };
  return {
    input_size: () => frame().input.length,
    input_read: (dst: number, offset: number, len: number) => frame().copyInput(dst >>> 0, offset >>> 0, len >>> 0),
    finish: (ptr: number, len: number) => frame().finish('success', ptr >>> 0, len >>> 0),
    revert: (ptr: number, len: number) => frame().finish('revert', ptr >>> 0, len >>> 0),
    caller: (dst: number) => frame().putAddress(dst >>> 0, 'caller'),
    address: (dst: number) => frame().putAddress(dst >>> 0, 'account'),
    origin: (dst: number) => frame().putAddress(dst >>> 0, 'origin'),
    coinbase: (dst: number) => frame().putAddress(dst >>> 0, 'coinbase'),
    value: (dst: number) => frame().putFact(dst >>> 0, 'value'),
    gas_price: (dst: number) => frame().putFact(dst >>> 0, 'gasPrice'),
    base_fee: (dst: number) => frame().putFact(dst >>> 0, 'baseFee'),
    prevrandao: (dst: number) => frame().putFact(dst >>> 0, 'prevRandao'),
    chain_id: (dst: number) => frame().putFact(dst >>> 0, 'chainId'),
    gas_left: () => frame().gasLeft,
    balance: (address: number, dst: number) => frame().balance(address >>> 0, dst >>> 0),
    code_size: (address: number) => frame().codeSize(address >>> 0),
    block_number: () => BigInt(frame().block.number),
    block_timestamp: () => frame().block.timestamp,
    block_gas_limit: () => frame().block.gasLimit,
    block_hash: (number: bigint, dst: number) => frame().blockHash(BigInt.asUintN(64, number), dst >>> 0),
    storage_load: (key: number, dst: number) => frame().load(key >>> 0, dst >>> 0),
    storage_store: (key: number, src: number) => frame().store(key >>> 0, src >>> 0),
    transient_load: (key: number, dst: number) => frame().loadTransient(key >>> 0, dst >>> 0),
    transient_store: (key: number, src: number) => frame().storeTransient(key >>> 0, src >>> 0),
    counter_add: (key: number, amount: number) => frame().count(key >>> 0, amount >>> 0, 'add'),
    counter_sub: (key: number, amount: number) => frame().count(key >>> 0, amount >>> 0, 'sub'),
    counter_load: (key: number, dst: number) => frame().loadCounter(key >>> 0, dst >>> 0),
    keccak256: (ptr: number, len: number, dst: number) => frame().hash('keccak256', ptr >>> 0, len >>> 0, dst >>> 0),
    sha256: (ptr: number, len: number, dst: number) => frame().hash('sha256', ptr >>> 0, len >>> 0, dst >>> 0),
    emit: (topics: number, count: number, data: number, len: number) =>
      frame().emit(topics >>> 0, count >>> 0, data >>> 0, len >>> 0),
    call: (address: number, value: number, gas: bigint, data: number, len: number) =>
      frame().call('call', address >>> 0, value >>> 0, BigInt.asUintN(64, gas), data >>> 0, len >>> 0),
    static_call: (address: number, gas: bigint, data: number, len: number) =>
      frame().call('static', address >>> 0, undefined, BigInt.asUintN(64, gas), data >>> 0, len >>> 0),
    delegate_call: (address: number, gas: bigint, data: number, len: number) =>
      frame().call('delegate', address >>> 0, undefined, BigInt.asUintN(64, gas), data >>> 0, len >>> 0),
    return_size: () => frame().returned.length,
    return_read: (dst: number, offset: number, len: number) => frame().copyReturned(dst >>> 0, offset >>> 0, len >>> 0),
    [GROW_MEMORY]: (pages: number) => frame().grow(pages >>> 0),
  };
}

/** What a module that is traced imports besides. */
export function createTraceImports(instance: ContractInstance): Record<TraceFunction, (...args: never[]) => void> {
  const trace = (): FrameTrace | undefined => instance.frame?.trace;
  return {
    trace_call: (index: number) => trace()?.call(index),
    trace_return: () => trace()?.return(),
    trace_step: (site: number) => trace()?.step(site),
    trace_local32: (local: number, bits: number) => trace()?.local32(local, bits),
    trace_local64: (local: number, low: number, high: number) => trace()?.local64(local, low, high),
    trace_store: (address: number, site: number) => trace()?.stored(address, site),
    trace_bulk: (target: number, length: number) => trace()?.wroteBulk(target, length),
  };
}
