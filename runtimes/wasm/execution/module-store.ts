import { ok, type Result } from '../../core/result.ts';
import { prepareModule, type PreparedModule } from '../module/prepare.ts';
import { ContractInstance } from './contract-instance.ts';

/** Modules kept compiled. */
const MODULES = 256;
/** Idle instances kept, of all modules together: each holds its memory. */
const INSTANCES = 256;

export interface LoadedModule {
  readonly prepared: PreparedModule;
  readonly module: WebAssembly.Module;
  readonly idle: ContractInstance[];
}

/** The modules of a lane by the hash of their code, prepared, compiled and instantiated once. */
export class ModuleStore {
  readonly #modules = new Map<string, LoadedModule>();
  readonly #form: 'plain' | 'traced';
  #idle = 0;

  /** `traced`: of a lane that a debugger listens to. */
  constructor(form: 'plain' | 'traced') {
    this.#form = form;
  }

  /** The error says why the module is no contract. */
  load(hash: string, bytes: () => Uint8Array): Result<LoadedModule, string> {
    const known = this.#modules.get(hash);
    if (known !== undefined) return ok(known);
    const prepared = prepareModule(bytes(), this.#form);
    if (!prepared.ok) return prepared;
    const loaded = { prepared: prepared.value, module: new WebAssembly.Module(prepared.value.code), idle: [] };
    this.#modules.set(hash, loaded);
    if (this.#modules.size > MODULES) this.#evict();
    return ok(loaded);
  }

  acquire(loaded: LoadedModule): ContractInstance {
    const idle = loaded.idle.pop();
    if (idle === undefined) return new ContractInstance(loaded.module, loaded.prepared);
    this.#idle--;
    return idle;
  }

  release(loaded: LoadedModule, instance: ContractInstance): void {
    if (!instance.reset() || this.#idle >= INSTANCES) return;
    loaded.idle.push(instance);
    this.#idle++;
  }

  #evict(): void {
    const [oldest] = this.#modules;
    if (oldest === undefined) return;
    this.#modules.delete(oldest[0]);
    this.#idle -= oldest[1].idle.length;
  }
}
