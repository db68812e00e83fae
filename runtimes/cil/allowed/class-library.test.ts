import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { classLibrary } from '../dotnet/package-folder.ts';
import { buildToolchain } from '../dotnet/toolchain.ts';
import { Metadata } from '../meter/metadata.ts';
import { PeFile } from '../meter/pe-file.ts';
import { readReplacements } from '../meter/replacements.ts';
import { callsOf, publicMembers, type Member } from './class-library.testkit.ts';
import { listedName, readClassLibrary, verdictOf } from './class-library.ts';

const list = readClassLibrary();
let members: readonly Member[];
let replaced: ReadonlySet<string>;

beforeAll(async () => {
  const toolchain = await buildToolchain();
  if (!toolchain.ok) throw new Error(toolchain.error);
  const sdk = new Metadata(new PeFile(readFileSync(toolchain.value.sdk)).metadata);
  replaced = new Set(readReplacements(sdk).byCall.keys());
  const hidden = new Set(publicMembers(sdk).map(({ type }) => type));
  members = classLibrary()
    .flatMap((image) => publicMembers(new Metadata(new PeFile(Buffer.from(image)).metadata)))
    // Contracts see the library's own in its place.
    .filter(({ type }) => !hidden.has(type.split('/')[0] ?? ''));
}, 240_000);

const inList = (use: string) =>
  members.flatMap((member) =>
    (list.get(listedName(member.type)) ?? []).filter((one) => one.use === use).map((listed) => ({ member, listed })),
  );
const text = ({ type, text: member }: Member): string => `${type}.${member}`;

describe('the list of the class library', () => {
  test('has a verdict for every member of the types that contracts may use', () => {
    const both = [...inList('contracts'), ...inList('undetermined')];
    expect(both.length).toBeGreaterThan(1500);
    expect(
      both
        .filter(({ member, listed }) => verdictOf(listed, member.text) === undefined)
        .map(({ member }) => text(member)),
    ).toEqual([]);
  });

  test('names nothing that is not there', () => {
    const known = new Map<string, Set<string>>();
    for (const { type, text: member } of members) {
      const names = known.get(listedName(type)) ?? new Set<string>();
      known.set(listedName(type), names);
      for (const one of [member, member.slice(0, member.indexOf(')') + 1), member.split('(')[0] ?? '']) names.add(one);
    }
    const unknown: string[] = [];
    for (const [type, listed] of list)
      for (const { members: names, use } of listed)
        // What the compiler writes is listed by families of types.
        for (const name of use === 'contracts' || use === 'undetermined' ? names.keys() : [])
          if (known.get(type)?.has(name) !== true) unknown.push(`${type}.${name}`);
    expect(unknown).toEqual([]);
  });

  test('calls sized just what has another in its place', () => {
    const wrong = inList('contracts').filter(
      ({ member, listed }) =>
        (verdictOf(listed, member.text) === 'sized') !== callsOf(member).some((call) => replaced.has(call)),
    );
    expect(wrong.map(({ member }) => text(member))).toEqual([]);
  });

  test('and whatever is replaced is in it', () => {
    const all = new Set(members.flatMap(callsOf));
    expect([...replaced].filter((call) => !all.has(call) && !all.has(call.replace('static ', '')))).toEqual([]);
  });
});
