/** Patterns of paths as people write them: `*.sol`, `contracts`, `contracts/**`, `{a,b}/?.ts`. */

/** @returns whether a path fits one of the patterns; undefined where there are none. */
export function pathFilter(patterns: string): ((path: string) => boolean) | undefined {
  const all = splitPatterns(patterns).map(toPattern);
  return all.length === 0 ? undefined : (path) => all.some((pattern) => pattern.test(path));
}

/** Commas within braces belong to the pattern. */
function splitPatterns(text: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const character of text) {
    if (character === '{') depth++;
    if (character === '}') depth--;
    if (character === ',' && depth <= 0) parts.push('');
    else parts.push((parts.pop() ?? '') + character);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** Without `/` it may stand at any depth; a folder means all that is in it. */
function toPattern(glob: string): RegExp {
  const trimmed = glob.replace(/^\.?\//, '').replace(/\/$/, '');
  const anywhere = trimmed.includes('/') ? '' : '(?:.*/)?';
  let source = '';
  let depth = 0;
  for (let at = 0; at < trimmed.length; at++) {
    const rest = trimmed.slice(at);
    const character = trimmed[at] ?? '';
    if (rest.startsWith('**/')) [source, at] = [`${source}(?:.*/)?`, at + 2];
    else if (rest.startsWith('**')) [source, at] = [`${source}.*`, at + 1];
    else if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '{') [source, depth] = [`${source}(?:`, depth + 1];
    else if (character === '}' && depth > 0) [source, depth] = [`${source})`, depth - 1];
    else if (character === ',' && depth > 0) source += '|';
    else source += character.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  }
  return new RegExp(`^${anywhere}${source}${')'.repeat(depth)}(?:/.*)?$`, 'i');
}
