/** AssemblyScript's `throw` traps. Here it reverts: with a text, `throw new Error("no")`, or with an error of the contract. */
import type { Edits } from './edits.ts';
import type { SourceFile } from './source-graph.ts';
import { KIND, walk, type Node } from './syntax.ts';

const TEXT_ERRORS = ['Error', 'RangeError', 'TypeError', 'SyntaxError', 'URIError'];

interface ThrowNode extends Node {
  readonly value: Node & {
    readonly typeName?: { readonly identifier: { readonly text: string } };
    readonly args?: readonly Node[];
  };
}

export function rewriteThrows(file: SourceFile, edits: Edits): void {
  walk(file.statements, (node) => {
    if (node.kind !== KIND.throw) return;
    const { value, range } = node as ThrowNode;
    const name = value.typeName?.identifier.text ?? '';
    const isText = value.kind === KIND.new && TEXT_ERRORS.includes(name) && !file.names.has(name);
    const text = value.args?.[0];
    const open = '{ __sdk.revert(';
    // The loop says that nothing comes after.
    const close = '); while (true) unreachable(); }';
    const semicolon = /^\s*;/.exec(file.text.slice(range.end))?.[0].length ?? 0;
    if (isText && text) {
      edits.replace(range.start, text.range.start, open);
      edits.replace(text.range.end, range.end + semicolon, close);
    } else if (isText) edits.replace(range.start, range.end + semicolon, `${open}""${close}`);
    else {
      edits.replace(range.start, value.range.start, open);
      edits.replace(value.range.end, range.end + semicolon, close);
    }
  });
}
