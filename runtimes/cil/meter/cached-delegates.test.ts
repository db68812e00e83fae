import { beforeAll, expect, test } from 'vitest';
import type { AccountId } from '../../core/cell.ts';
import { LaneLedger } from '../../rules/test-ledger.testkit.ts';
import { callData, compileContracts, deployTo, type TestContract } from '../contracts.testkit.ts';
import { createLane } from '../executor.ts';
import { manifest } from '../manifest.ts';

const SOURCE = `
using System;
using System.Collections.Generic;
using System.Linq;
using Interleave;

public class Once : Contract
{
    public record Bid(string Who, UInt256 Amount);

    static bool IsHigh(Bid bid) => bid.Amount > 1;
    static T Same<T>(T value) => new[] { value }.Select(one => one).First();

    [Pure] public UInt256 Lambdas() => Bids().Where(bid => bid.Amount > 1).OrderBy(bid => bid.Who).Sum(bid => bid.Amount);
    [Pure] public int Methods() => Bids().Count(IsHigh);
    [Pure] public int Generics() => Same(5) + Same("text").Length;
    [Pure] public int Keys() => new HashSet<(string, UInt256)>(Bids().Select(bid => (bid.Who, bid.Amount))).Count + Bids().ToDictionary(bid => bid).Count;
    [Pure] public string Texts() => Bids()[0].ToString() + (1, "a") + string.Join(",", new SortedSet<string>(Bids().Select(bid => bid.Who)));

    static List<Bid> Bids() => [new("b", 3), new("a", 2), new("c", 1)];
}
`;

const METHODS = ['lambdas', 'methods', 'generics', 'keys', 'texts'];

let contract: TestContract;
let ledger: LaneLedger;
let once: AccountId;
beforeAll(async () => {
  contract = (await compileContracts(SOURCE)).get('Once') as TestContract;
  ledger = new LaneLedger({ createLane }, manifest.id, 'osaka');
  once = await deployTo(ledger, contract);
}, 240_000);

test.each(METHODS)('%s cost the first time what they cost the second time', async (method) => {
  const cost = async (): Promise<bigint> => {
    const { outcome, gasUsed } = await ledger.run({ to: once, data: callData(contract, method) });
    expect(outcome.status).toBe('success');
    return gasUsed;
  };
  const first = await cost();
  expect(await cost()).toBe(first);
});
