import { describe, expect, it } from 'vitest';
import { makeCounter } from './make-counter.ts';

const shop = (body: string, property = '[Storage] UInt256 Sold { get; set; }'): string => `using Interleave;

public class Shop : Contract
{
    ${property}
    [Storage] UInt256 Other { get; set; }
    ${body}

    /// <summary>Half of what was Sold.</summary>
    [View] public UInt256 Half() => Sold / 2;
}
`;

function made(text: string, variable = 'sold'): string {
  const result = makeCounter({ file: '/Shop.cs', path: 'Shop.cs', text }, variable, 'counter');
  return result.ok ? (result.value.get('/Shop.cs') ?? '') : result.error;
}

describe('a number that is only added to', () => {
  it.each([
    ['public void Buy(UInt256 n) { Sold += n; }', '{ Sold.Add(n); }'],
    ['public void Buy(UInt256 n) => Sold += n;', '=> Sold.Add(n);'],
    ['public void Buy() { Require(true); Sold++; }', 'Sold.Increment();'],
    ['public void Buy() { ++Sold; }', '{ Sold.Increment(); }'],
    ['public void Buy(UInt256 n) { this.Sold += n; }', '{ Sold.Add(n); }'],
    ['public void Buy(UInt256 n) { if (n > 1) Sold = Sold + n; }', 'if (n > 1) Sold.Add(n);'],
    ['public void Buy(UInt256 n) { Sold = Price(n) + Sold; }', '{ Sold.Add(Price(n)); }'],
    ['public void Buy() { Sold += Msg.Value; }', 'Sold.Add(Msg.Value);'],
  ])('%s becomes a counter, and its reads read that', (body, statement) => {
    const now = made(shop(body));
    expect(now).toContain('[Storage] Counter Sold { get; }');
    expect(now).toContain('[Storage] UInt256 Other { get; set; }');
    expect(now).toContain(statement);
    expect(now).toContain('Half() => ((UInt256)Sold.Value) / 2;');
    expect(now).toContain('what was Sold.');
  });

  it('a public one stays what others read', () => {
    const now = made(shop('public void Buy() { Sold += 1; }', '[Storage] public UInt256 Sold { get; private set; }'));
    expect(now).toContain('[Storage] Counter SoldCounter { get; }');
    expect(now).toContain('[View] public UInt256 Sold() => (UInt256)SoldCounter.Value;');
    expect(now).toContain('SoldCounter.Add(1);');
    expect(now).toContain('Half() => ((UInt256)SoldCounter.Value) / 2;');
  });
});

describe('what only a person can change', () => {
  const adds = 'public void Buy() { Sold += 1; }';
  it.each([
    ['it shrinks', 'public void Buy() { Sold -= 1; }', 'Shop.cs:7: it is not only added to'],
    ['it shrinks by one', 'public void Buy() { Sold--; }', 'it is not only added to'],
    ['it is set', 'public void Buy(UInt256 n) { Sold = n; }', 'Shop.cs:7: it is set there'],
    ['its sum is used', 'public UInt256 Buy() => Sold += 1;', 'not only added to'],
    ['its sum is kept', 'public void Buy() { var n = Sold++; }', 'not only added to'],
    ['it is read where it is added to', 'public void Buy() { Sold += 1; Require(Sold < 9); }', 'also reads it'],
    ['something else has it', `${adds} void See(Shop o) { o.Sold += 1; }`, 'cannot be told'],
    ['something else is called so', `${adds} void See(UInt256 Sold) { Other = Sold; }`, 'cannot be told'],
    ['its amount is no name', 'public void Buy(UInt256 n) { Sold += n - 1; }', 'a name of its own'],
    ['nothing adds to it', 'public void Buy() {}', 'nothing adds to it'],
    ['it is only spoken of', '// Sold += 1;\n /* Sold += 1; */', 'nothing adds to it'],
    ['a text has it', `${adds} string Say() => $"now {Sold}";`, 'meant in a text'],
  ])('%s', (_, body, why) => {
    expect(made(shop(body))).toContain(why);
  });

  it.each([
    ['it is smaller', '[Storage] ulong Sold { get; set; }', 'it is ulong; a counter stands for UInt256 alone'],
    ['it begins with a value', '[Storage] UInt256 Sold { get; set; } = 5;', 'begins with a value'],
    ['there is none', '[Storage] UInt256 Gold { get; set; }', 'it has no property sold'],
    ['its accessors do something', '[Storage] UInt256 Sold { get; init; }', 'no plain property'],
  ])('%s', (_, property, why) => {
    expect(made(shop(adds, property))).toContain(why);
  });

  it('shards, and files with more than one contract', () => {
    const text = shop(adds);
    const shards = makeCounter({ file: '', path: 'Shop.cs', text }, 'sold', 'shards');
    expect(shards.ok ? '' : shards.error).toContain('not spread over shards');
    expect(made(`${text}\npublic class Other : Contract { }`)).toContain('not one contract, but 2');
    expect(made(text.replace('public class', 'public partial class'))).toContain('stand elsewhere');
  });

  it('braces and quotes in texts do not confuse it', () => {
    const odd = `string A() => "}\\"{"; string B() => @"a ""{"; char C() => '"'; char D() => '\\''; ${adds}`;
    expect(made(shop(odd))).toContain('Sold.Add(1);');
  });
});
