/** What contracts of every language write to the console, and whether their code is that of their source. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { testWorkspaces } from '../../compiling/workspace.testkit.ts';
import { installed } from '../../registry.ts';
import { consoleText } from '../abi/console-text.ts';
import { compileFile } from '../run/compile-file.ts';
import { scenarioAccount } from '../scenario/account.ts';
import { LiveLedger } from './live-ledger.ts';

const FILES = {
  'Talk.sol': `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.20;
contract Talk {
  function say(uint256 n) external view {
    (bool done, ) = address(0x000000000000000000636F6e736F6c652e6c6f67).staticcall(
      abi.encodeWithSignature("log(string,uint256,address)", "n is %d, from %s", n, msg.sender));
    require(done && n != 7, "seven");
  }
}`,
  'talk.ts': `import { console, Contract, msg, require, U256 } from 'interleave';
@contract class Talk extends Contract {
  @view say(n: U256): void {
    console.log('n is ' + n.toString() + ', from ' + msg.sender.toString());
    require(n != U256.from(7), 'seven');
  }
}`,
  'talk.rs': `#![no_std]
use interleave::*;
contract! {
    pub struct Talk {}
    impl Talk {
        pub fn say(&self, n: U256) {
            log!("n is {}, from {}", n, msg::sender());
            require(n != U256::from(7u64), "seven");
        }
    }
}`,
  'Talk.cs': `using Interleave;
public class Talk : Contract {
  public void Say(UInt256 n) {
    Log($"n is {n}, from {Msg.Sender}");
    Require(n != 7, "seven");
  }
}`,
};

const workspaces = testWorkspaces();
const alice = scenarioAccount(0);
let root = '';
let live: LiveLedger;

beforeAll(async () => {
  root = await workspaces.create(FILES);
  const opened = await LiveLedger.open({ root, registry: installed, now: () => 1_790_000_000_000 });
  if (!opened.ok) throw new Error(opened.error);
  live = opened.value;
});
afterAll(async () => {
  await live.close();
  await workspaces.removeAll();
});

it.for(Object.keys(FILES))(
  '%s: a line with values, also where the call reverts',
  { timeout: 300_000 },
  async (file, test) => {
    const rust = (await installed.toolchains(root)).find(({ language }) => language === 'rust');
    if (file.endsWith('.rs') && rust?.found !== true && process.env['INTERLEAVE_REQUIRE_ALL'] !== '1')
      test.skip(rust?.message ?? 'there is no Rust compiler');
    const compiled = await compileFile(join(root, file), root, undefined);
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.error));
    const { artifacts } = compiled.value.output;
    const artifact = artifacts.find(({ contract }) => contract === 'Talk');
    if (artifact === undefined) throw new Error('no such contract');
    const made = await live.deploy({ artifact, siblings: artifacts, args: [], from: alice, value: 0n });
    if (!made.ok || made.value.contract === undefined) throw new Error(JSON.stringify(made, (_, v) => String(v)));
    const { address } = made.value.contract;
    expect(live.verify(address, artifact)).toEqual({ ok: true, value: { kind: 'same' } });
    const calling = { to: address, signature: 'say(uint256)', from: alice, value: 0n };
    for (const [n, status] of [
      ['340282366920938463463374607431768211456', 'success'],
      ['7', 'revert'],
    ] as const) {
      const sent = await live.send({ ...calling, args: [n] });
      if (!sent.ok) throw new Error(sent.error.message);
      expect(sent.value.receipt.outcome.status).toBe(status);
      const said = sent.value.frames.map((frame) => frame.said && consoleText(frame.said).toLowerCase());
      expect(said).toEqual([`n is ${n}, from 0x${alice}`]);
    }
  },
);
