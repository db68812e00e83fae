/**
 * Markdown as elements of the page: what is not one of these is shown as the text that it is. No HTML is taken over, and links lead to
 * other pages of the guide or to the web.
 */
import type { JSX, ReactNode } from 'react';
import { lexer, type Token, type Tokens } from 'marked';
import { webLink } from '../../client/web-link.ts';

interface Going {
  /** To a page of the guide. */
  readonly go: (page: string, anchor: string) => void;
}

export const Markdown = ({ text, go }: { text: string } & Going): JSX.Element => (
  <>{blocks(lexer(text, { gfm: true }), { go })}</>
);

/** As GitHub makes them, so that links work there too. */
export const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');

const blocks = (tokens: readonly Token[], going: Going): ReactNode => tokens.map((token, n) => block(token, n, going));

function block(token: Token, key: number, going: Going): ReactNode {
  switch (token.type) {
    case 'heading': {
      const { depth, tokens, text } = token as Tokens.Heading;
      const Heading = `h${Math.min(depth, 6)}` as 'h1';
      return (
        <Heading key={key} id={`help-${anchorOf(text)}`} tabIndex={-1}>
          {inlines(tokens, going)}
        </Heading>
      );
    }
    case 'paragraph':
      return <p key={key}>{inlines((token as Tokens.Paragraph).tokens, going)}</p>;
    case 'code':
      return (
        // Wide code scrolls, by the keyboard too.
        <pre key={key} className="mono" tabIndex={0}>
          <code>{(token as Tokens.Code).text}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote key={key}>{blocks((token as Tokens.Blockquote).tokens, going)}</blockquote>;
    case 'list': {
      const { ordered, items } = token as Tokens.List;
      const List = ordered ? 'ol' : 'ul';
      return (
        <List key={key}>
          {items.map((item, n) => (
            <li key={n}>{blocks(item.tokens, going)}</li>
          ))}
        </List>
      );
    }
    case 'table': {
      const { header, rows } = token as Tokens.Table;
      return (
        <div key={key} className="help-table">
          <table>
            <thead>
              <tr>
                {header.map((cell, n) => (
                  <th key={n} scope="col">
                    {inlines(cell.tokens, going)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, r) => (
                <tr key={r}>
                  {row.map((cell, n) => (
                    <td key={n}>{inlines(cell.tokens, going)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    }
    case 'hr':
      return <hr key={key} />;
    case 'space':
      return null;
    // Tight items of lists.
    case 'text':
      return <span key={key}>{inlines((token as Tokens.Text).tokens ?? [token], going, true)}</span>;
    default:
      return <p key={key}>{token.raw}</p>;
  }
}

const inlines = (tokens: readonly Token[], going: Going, isPlain = false): ReactNode =>
  tokens.map((token, n) => inline(token, n, going, isPlain));

function inline(token: Token, key: number, going: Going, isPlain: boolean): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong key={key}>{inlines((token as Tokens.Strong).tokens, going)}</strong>;
    case 'em':
      return <em key={key}>{inlines((token as Tokens.Em).tokens, going)}</em>;
    case 'codespan':
      return (
        <code key={key} className="mono">
          {(token as Tokens.Codespan).text}
        </code>
      );
    case 'br':
      return <br key={key} />;
    case 'link':
      return (
        <Link key={key} href={(token as Tokens.Link).href} going={going}>
          {inlines((token as Tokens.Link).tokens, going)}
        </Link>
      );
    case 'text': {
      const { tokens, text } = token as Tokens.Text;
      return tokens && !isPlain ? inlines(tokens, going) : unescaped(text);
    }
    case 'escape':
      return (token as Tokens.Escape).text;
    default:
      return token.raw;
  }
}

/** Marked leaves texts as they would stand in HTML. */
const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

function Link({ href, going, children }: { href: string; going: Going; children: ReactNode }): JSX.Element {
  const page = /^([\w-]*)(?:\.md)?(?:#([\w-]+))?$/.exec(href);
  if (page)
    return (
      <a
        href={`#${href}`}
        onClick={(event) => {
          event.preventDefault();
          going.go(page[1] ?? '', page[2] ?? '');
        }}
      >
        {children}
      </a>
    );
  if (webLink(href) !== undefined)
    return (
      <a href={href} target="_blank" rel="noopener noreferrer">
        {children}
      </a>
    );
  return <span>{children}</span>;
}
