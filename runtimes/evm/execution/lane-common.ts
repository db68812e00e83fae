import { Common, Mainnet, type CustomCrypto, type ParamsDict } from '@ethereumjs/common';
import type { HardforkName } from '../../rules/hardforks.ts';
import { libraryHardfork } from './library-hardfork.ts';

/**
 * The library's rules for one hardfork, answered from maps: the library searches lists and converts numbers on every question, and
 * its opcodes ask several times each.
 */
export class LaneCommon extends Common {
  // The base constructor asks before these exist.
  protected eipAnswers: Map<number, boolean> | undefined = new Map();
  protected forkAnswers: Map<string, boolean> | undefined = new Map();
  protected paramAnswers: Map<string, bigint> | undefined = new Map();
  readonly #chainId: bigint;

  constructor(chainId: bigint, hardfork: HardforkName, customCrypto: CustomCrypto) {
    super({ chain: Mainnet, hardfork: libraryHardfork(hardfork), customCrypto });
    this.#chainId = chainId;
  }

  override chainId(): bigint {
    return this.#chainId;
  }

  override isActivatedEIP(eip: number): boolean {
    let answer = this.eipAnswers?.get(eip);
    if (answer === undefined) {
      answer = super.isActivatedEIP(eip);
      this.eipAnswers?.set(eip, answer);
    }
    return answer;
  }

  override gteHardfork(hardfork: string): boolean {
    let answer = this.forkAnswers?.get(hardfork);
    if (answer === undefined) {
      answer = super.gteHardfork(hardfork);
      this.forkAnswers?.set(hardfork, answer);
    }
    return answer;
  }

  override param(name: string): bigint {
    let answer = this.paramAnswers?.get(name);
    if (answer === undefined) {
      answer = super.param(name);
      this.paramAnswers?.set(name, answer);
    }
    return answer;
  }

  override updateParams(params: ParamsDict): void {
    super.updateParams(params);
    this.paramAnswers?.clear();
  }
}
